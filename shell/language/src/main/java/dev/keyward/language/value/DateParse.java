package dev.keyward.language.value;

import dev.keyward.cmdlet.DateTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates read from text, month before day as the invariant culture and en-US have it.
final class DateParse {
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final Pattern ISO =
            Pattern.compile(
                    "(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?=$|[T\\s])[T\\s]*(.*)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern YEAR_MONTH = Pattern.compile("(\\d{4})[-/](\\d{1,2})");
    private static final Pattern US =
            Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})(?=$|\\s)\\s*(.*)");
    private static final Pattern MONTH_DAY =
            Pattern.compile("(\\d{1,2})[-/](\\d{1,2})(?=$|\\s)\\s*(.*)");
    private static final Pattern DAY_NAME =
            Pattern.compile("(?i)^(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*\\.?,?\\s+");
    private static final Pattern NAMED_DAY_FIRST =
            Pattern.compile(
                    "(\\d{1,2})[\\s-]+([A-Za-z]{3,9})\\.?,?[\\s-]+(\\d{4}|\\d{2})(?=$|\\s)\\s*(.*)");
    private static final Pattern NAMED_MONTH_FIRST =
            Pattern.compile("([A-Za-z]{3,9})\\.?\\s+(\\d{1,2}),?\\s+(\\d{4})(?=$|\\s),?\\s*(.*)");
    private static final Pattern TIME =
            Pattern.compile(
                    "(\\d{1,2})(?::(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?)?\\s*(AM|PM|A|P)?\\s*"
                            + "(Z|GMT|UTC|[+-]\\d{1,2}(?::?\\d{2})?)?",
                    Pattern.CASE_INSENSITIVE);

    private final Instant now;
    private final ZoneId zone;

    DateParse(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /// The date; with an offset or `Z` it's turned into local time, as .NET does.
    Optional<DateTime> parse(String text) {
        try {
            return date(DAY_NAME.matcher(text.strip()).replaceFirst(""));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<DateTime> date(String text) {
        Matcher m = ISO.matcher(text);
        if (m.matches()) {
            return with(LocalDate.of(number(m, 1), number(m, 2), number(m, 3)), m.group(4));
        }
        m = US.matcher(text);
        if (m.matches()) {
            return with(LocalDate.of(year(m.group(3)), number(m, 1), number(m, 2)), m.group(4));
        }
        m = NAMED_DAY_FIRST.matcher(text);
        if (m.matches()) {
            return with(
                    LocalDate.of(year(m.group(3)), month(m.group(2)), number(m, 1)), m.group(4));
        }
        m = NAMED_MONTH_FIRST.matcher(text);
        if (m.matches()) {
            return with(LocalDate.of(number(m, 3), month(m.group(1)), number(m, 2)), m.group(4));
        }
        m = YEAR_MONTH.matcher(text);
        if (m.matches()) {
            return with(LocalDate.of(number(m, 1), number(m, 2), 1), "");
        }
        m = MONTH_DAY.matcher(text);
        if (m.matches()) {
            return with(LocalDate.of(today().getYear(), number(m, 1), number(m, 2)), m.group(3));
        }
        return text.indexOf(':') > 0 ? with(today(), text) : Optional.empty();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }

    private Optional<DateTime> with(LocalDate day, String time) {
        if (time.isBlank()) {
            return Optional.of(new DateTime(day.atStartOfDay(), DateTime.Kind.Unspecified));
        }
        Matcher m = TIME.matcher(time.strip());
        if (!m.matches() || m.group(2) == null && m.group(5) == null) {
            return Optional.empty();
        }
        int hour = number(m, 1);
        if (m.group(5) != null) {
            hour = hour % 12 + (Character.toUpperCase(m.group(5).charAt(0)) == 'P' ? 12 : 0);
        }
        int minute = m.group(2) == null ? 0 : number(m, 2);
        int second = m.group(3) == null ? 0 : number(m, 3);
        LocalDateTime at = day.atTime(LocalTime.of(hour, minute, second, nanos(m.group(4))));
        String offset = m.group(6);
        return Optional.of(
                offset == null
                        ? new DateTime(at, DateTime.Kind.Unspecified)
                        : DateTime.local(at.toInstant(offset(offset)), zone));
    }

    static int nanos(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt((digits + "000000000").substring(0, 9));
    }

    static ZoneOffset offset(String text) {
        if (Character.isLetter(text.charAt(0))) {
            return ZoneOffset.UTC;
        }
        String digits = text.substring(1).replace(":", "");
        int hours = Integer.parseInt(digits.substring(0, Math.min(2, digits.length())));
        int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(2)) : 0;
        int seconds = (hours * 60 + minutes) * 60;
        return ZoneOffset.ofTotalSeconds(text.charAt(0) == '-' ? -seconds : seconds);
    }

    static int month(String name) {
        int index = MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new DateTimeException(name);
        }
        return index + 1;
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    static int year(String text) {
        int year = Integer.parseInt(text);
        return text.length() > 2 ? year : year + (year < 50 ? 2000 : 1900);
    }

    /// The date in text of exactly one format.
    Optional<DateTime> exact(String text, String format) {
        try {
            return new ExactDate(text, format, zone, today()).read();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
