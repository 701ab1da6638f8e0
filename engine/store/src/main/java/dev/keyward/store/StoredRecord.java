package dev.keyward.store;

/// One row as the store keeps it. The store neither reads nor checks `clear`, `sealed` and `mac`.
///
/// The arrays belong to the record; nobody may change them.
///
/// @param revision 1 for a new record, one more at each change
/// @param state small number that lists filter by, such as active and deleted
/// @param dueEpochSecond when a job has to look at the record (scheduled purge ...), 0 for never
/// @param clear canonical encoding of what stands in clear
/// @param sealed ciphertext, or empty
/// @param mac over all of the above
public record StoredRecord(
        RecordKey key,
        long revision,
        int state,
        long dueEpochSecond,
        byte[] clear,
        byte[] sealed,
        byte[] mac) {}
