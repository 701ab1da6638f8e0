package dev.keyward.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A length of time as ISO 8601 writes it, such as `P90D`, `P1Y10D` or `PT48H`: years and months
/// are counted on the calendar, in UTC.
///
/// @param text as it was given, in upper case
public record CalendarSpan(String text) {
    private static final Pattern ISO_8601 =
            Pattern.compile(
                    "P(?=.)(?:(\\d{1,4})Y)?(?:(\\d{1,5})M)?(?:(\\d{1,5})W)?(?:(\\d{1,6})D)?"
                            + "(?:T(?=.)(?:(\\d{1,7})H)?(?:(\\d{1,9})M)?(?:(\\d{1,10})S)?)?");
    private static final int DAYS_OF_MONTH = 30;
    private static final int DAYS_OF_YEAR = 365;

    /// @throws VaultException with `BadParameter` if it is no such text, or longer than 1000 years
    public CalendarSpan {
        text = text.toUpperCase(Locale.ROOT);
        if (!ISO_8601.matcher(text).matches()
                || approximate(text).compareTo(Duration.ofDays(1000L * DAYS_OF_YEAR)) > 0) {
            throw wrong("duration");
        }
    }

    /// @param parameter what the text is called in a refusal
    /// @throws VaultException with `BadParameter`
    public static CalendarSpan parse(String parameter, String text) {
        try {
            return new CalendarSpan(text);
        } catch (VaultException malformed) {
            throw wrong(parameter);
        }
    }

    private static VaultException wrong(String parameter) {
        return new VaultException(
                new VaultError.BadParameter(parameter, "an ISO 8601 duration such as P90D"));
    }

    /// The moment so long after another.
    public Instant after(Instant start) {
        return shift(start, 1);
    }

    /// The moment so long before another.
    public Instant before(Instant end) {
        return shift(end, -1);
    }

    private Instant shift(Instant from, int sign) {
        Matcher part = match(text);
        Period period =
                Period.of(number(part, 1), number(part, 2), number(part, 4) + 7 * number(part, 3));
        try {
            ZonedDateTime moved =
                    from.atZone(ZoneOffset.UTC).plus(sign < 0 ? period.negated() : period);
            return moved.toInstant().plus(clockPart(part).multipliedBy(sign));
        } catch (DateTimeException beyond) {
            throw Bug.because("a span of at most 1000 years left the calendar", beyond);
        }
    }

    /// About how long it is: a month counts 30 days, a year 365.
    public Duration approximate() {
        return approximate(text);
    }

    private static Duration approximate(String text) {
        Matcher part = match(text);
        long days =
                (long) DAYS_OF_YEAR * number(part, 1)
                        + (long) DAYS_OF_MONTH * number(part, 2)
                        + 7L * number(part, 3)
                        + number(part, 4);
        return Duration.ofDays(days).plus(clockPart(part));
    }

    private static Duration clockPart(Matcher part) {
        return Duration.ofHours(number(part, 5))
                .plusMinutes(number(part, 6))
                .plusSeconds(part.group(7) == null ? 0 : Long.parseLong(part.group(7)));
    }

    private static Matcher match(String text) {
        Matcher matcher = ISO_8601.matcher(text);
        if (!matcher.matches()) {
            throw Bug.because("a span that isn't one");
        }
        return matcher;
    }

    private static int number(Matcher part, int group) {
        return part.group(group) == null ? 0 : Integer.parseInt(part.group(group));
    }

    @Override
    public String toString() {
        return text;
    }
}
