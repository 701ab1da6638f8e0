package dev.keyward.api.audit;

import java.time.Instant;
import java.util.UUID;

/// The requests that one audit record tells of (security.md, section 10).
///
/// Their ids differ in the last eight hexadecimal digits alone, which number them from 1: whoever
/// has the id of an answer finds its record by the first 28 characters.
///
/// @param count 1 or more
/// @param first id of the first
/// @param last when the last of them came
public record Together(long count, UUID first, Instant last) {
    private static final long NUMBER = 0xFFFF_FFFFL;

    /// The id of the first of those that will share a record.
    ///
    /// @param random an id of its own form
    public static UUID firstId(UUID random) {
        return new UUID(
                random.getMostSignificantBits(), random.getLeastSignificantBits() & ~NUMBER | 1);
    }

    /// @param number from 1
    public static UUID id(UUID first, long number) {
        return new UUID(
                first.getMostSignificantBits(),
                first.getLeastSignificantBits() & ~NUMBER | number & NUMBER);
    }

    UUID lastId() {
        return id(first, count);
    }
}
