package dev.keyward.audit;

import java.time.Duration;

/// @param segmentBytes a segment is sealed when it reaches this
/// @param segmentAge a segment with records is sealed when it gets this old
/// @param checkpointEvery how long records may stand without a signed checkpoint
public record AuditSettings(long segmentBytes, Duration segmentAge, Duration checkpointEvery) {
    public static final AuditSettings DEFAULT =
            new AuditSettings(64L << 20, Duration.ofDays(1), Duration.ofSeconds(1));
}
