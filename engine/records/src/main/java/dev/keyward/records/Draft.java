package dev.keyward.records;

import dev.keyward.model.SecretBytes;
import org.jspecify.annotations.Nullable;

/// A record about to be sealed.
///
/// @param expectedRevision the revision it replaces; 0 if there must be none
/// @param state small number that lists filter by
/// @param dueEpochSecond when a job has to look at it, 0 for never
/// @param clear canonical encoding of what is stored in clear; authenticated
/// @param payload what is stored encrypted; null for none. Not kept: the caller may wipe it
public record Draft(
        RecordId id,
        long expectedRevision,
        int state,
        long dueEpochSecond,
        byte[] clear,
        @Nullable SecretBytes payload) {
    /// A record that must not exist yet.
    public static Draft create(
            RecordId id, int state, byte[] clear, @Nullable SecretBytes payload) {
        return new Draft(id, 0, state, 0, clear, payload);
    }

    public Draft due(long epochSecond) {
        return new Draft(id, expectedRevision, state, epochSecond, clear, payload);
    }
}
