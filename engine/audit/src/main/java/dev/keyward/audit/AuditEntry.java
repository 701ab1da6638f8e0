package dev.keyward.audit;

import java.time.Instant;

/// One link of a trail as it is read.
///
/// @param sequence from 1, without gaps
/// @param time when it was written, to the microsecond
/// @param note true for what the log says about itself, such as a torn tail it cut
/// @param record JSON in UTF-8; belongs to the entry, nobody may change it
public record AuditEntry(long sequence, Instant time, boolean note, byte[] record) {}
