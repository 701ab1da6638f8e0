package dev.keyward.cmdlet;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A date and time of day as .NET has it: local fields and what they're relative to.
public record DateTime(LocalDateTime fields, Kind kind) implements Comparable<DateTime> {
    /// What the fields are relative to.
    public enum Kind {
        Unspecified,
        Utc,
        Local
    }

    public static DateTime utc(Instant instant) {
        return new DateTime(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), Kind.Utc);
    }

    public static DateTime local(Instant instant, ZoneId zone) {
        return new DateTime(LocalDateTime.ofInstant(instant, zone), Kind.Local);
    }

    /// The moment; fields of no kind are taken as UTC, as the vault cmdlets do.
    public Instant toInstant(ZoneId zone) {
        return switch (kind) {
            case Utc, Unspecified -> fields.toInstant(ZoneOffset.UTC);
            case Local -> fields.atZone(zone).toInstant();
        };
    }

    /// Compares the fields alone, as .NET does.
    @Override
    public int compareTo(DateTime other) {
        return fields.compareTo(other.fields);
    }
}
