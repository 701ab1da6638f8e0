package dev.keyward.audit;

import java.util.Optional;

/// What verifying a trail found.
public sealed interface Verdict {
    /// Every record follows from the one before, and every checkpoint is right.
    ///
    /// @param firstSequence more than 1 when older segments are gone, as after retention: compare
    ///   with what should be there
    /// @param lastSequence 0 for an empty trail
    /// @param lastCheckpoint the newest; records behind it are chained but not signed yet
    /// @param unfinishedBytes of a record at the end that isn't all there: being written, or torn
    ///   by a crash and not yet recovered
    record Intact(
            long firstSequence,
            long lastSequence,
            Optional<Checkpoint> lastCheckpoint,
            long unfinishedBytes)
            implements Verdict {}

    /// @param sequence the first record that is damaged, changed or missing
    /// @param segment the file, by its name
    /// @param offset in the file, in bytes
    record Broken(long sequence, String segment, long offset, String why) implements Verdict {}
}
