package dev.keyward.language.value;

import dev.keyward.cmdlet.DateTime;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;

/// Dates of one session: reading them, and the arithmetic .NET has in ticks of 100 ns since year 1.
public final class Dates {
    static final LocalDateTime YEAR_ONE = LocalDateTime.of(1, 1, 1, 0, 0);
    static final long TICKS_A_SECOND = 10_000_000L;

    private final Surroundings surroundings;

    Dates(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public DateTime now() {
        return DateTime.local(surroundings.clock().instant(), surroundings.zone());
    }

    public DateTime utcNow() {
        return DateTime.utc(surroundings.clock().instant());
    }

    /// Month before day; text with an offset becomes local time.
    public Optional<DateTime> parse(String text) {
        return parser().parse(text);
    }

    Optional<DateTime> exact(String text, String format) {
        return parser().exact(text, format);
    }

    private DateParse parser() {
        return new DateParse(surroundings.clock().instant(), surroundings.zone());
    }

    public DateTime toUtc(DateTime date) {
        return switch (date.kind()) {
            case Utc -> date;
            case Local, Unspecified ->
                    DateTime.utc(date.fields().atZone(surroundings.zone()).toInstant());
        };
    }

    public DateTime toLocal(DateTime date) {
        return switch (date.kind()) {
            case Local -> date;
            case Utc, Unspecified ->
                    DateTime.local(
                            date.fields().toInstant(java.time.ZoneOffset.UTC), surroundings.zone());
        };
    }

    static long ticks(DateTime date) {
        return ticks(Duration.between(YEAR_ONE, date.fields()));
    }

    static long ticks(Duration span) {
        return span.getSeconds() * TICKS_A_SECOND + span.getNano() / 100;
    }

    static DateTime ofTicks(long ticks) {
        return new DateTime(YEAR_ONE.plus(ofTicksSpan(ticks)), DateTime.Kind.Unspecified);
    }

    static Duration ofTicksSpan(long ticks) {
        return Duration.ofSeconds(ticks / TICKS_A_SECOND, ticks % TICKS_A_SECOND * 100);
    }

    static DateTime plus(DateTime date, Duration span) {
        return new DateTime(date.fields().plus(span), date.kind());
    }
}
