package dev.keyward.records;

/// Says which records of a vault the header of its set counts, so that their number is known
/// without a walk: where something is kept in several records, the one that stands for all.
///
/// Asked on the writer's thread of each record that is written or removed, so it has to be brief,
/// and always to say the same of the same record.
@FunctionalInterface
public interface Counted {
    /// @param clear the clear part; not to be changed
    boolean counts(RecordId record, byte[] clear);
}
