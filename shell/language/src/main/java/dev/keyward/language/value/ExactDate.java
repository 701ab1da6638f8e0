package dev.keyward.language.value;

import dev.keyward.cmdlet.DateTime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One reading of a date in a given custom format (`DateTime.ParseExact`).
final class ExactDate {
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
    private static final Pattern OFFSET = Pattern.compile("Z|[+-]\\d{1,2}(:\\d{2})?");

    private final String text;
    private final String format;
    private final ZoneId zone;
    private final LocalDate today;
    private int at;
    private int year = -1;
    private int month = -1;
    private int day = -1;
    private int hour;
    private int minute;
    private int second;
    private int nano;
    private @Nullable Boolean afternoon;
    private @Nullable ZoneOffset offset;

    ExactDate(String text, String format, ZoneId zone, LocalDate today) {
        this.text = text;
        this.format = expanded(format);
        this.zone = zone;
        this.today = today;
    }

    private static String expanded(String format) {
        return switch (format) {
            case "o", "O" -> "yyyy-MM-dd'T'HH:mm:ss.fffffffK";
            case "s" -> "yyyy-MM-dd'T'HH:mm:ss";
            case "u" -> "yyyy-MM-dd HH:mm:ss'Z'";
            case "d" -> "M/d/yyyy";
            case "r", "R" -> "ddd, dd MMM yyyy HH:mm:ss 'GMT'";
            default -> format;
        };
    }

    /// @throws DateTimeException if a part is out of range
    Optional<DateTime> read() {
        for (int i = 0; i < format.length(); ) {
            char c = format.charAt(i);
            if (c == '\'' || c == '"') {
                int end = format.indexOf(c, i + 1);
                if (end < 0 || !literal(format.substring(i + 1, end))) {
                    return Optional.empty();
                }
                i = end + 1;
            } else if (c == '\\' && i + 1 < format.length()) {
                if (!literal(format.substring(i + 1, i + 2))) {
                    return Optional.empty();
                }
                i += 2;
            } else if (c == '%') {
                i++;
            } else {
                int run = i;
                while (run < format.length() && format.charAt(run) == c) {
                    run++;
                }
                if (!part(c, run - i)) {
                    return Optional.empty();
                }
                i = run;
            }
        }
        return at == text.length() ? Optional.of(made()) : Optional.empty();
    }

    private DateTime made() {
        if (afternoon != null) {
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
        boolean noDate = year < 0 && month < 0 && day < 0;
        LocalDate date =
                noDate
                        ? today
                        : LocalDate.of(
                                year < 0 ? today.getYear() : year,
                                month < 0 ? 1 : month,
                                day < 0 ? 1 : day);
        LocalDateTime fields = date.atTime(LocalTime.of(hour, minute, second, nano));
        return offset == null
                ? new DateTime(fields, DateTime.Kind.Unspecified)
                : DateTime.local(fields.toInstant(offset), zone);
    }

    private boolean literal(String wanted) {
        if (!text.startsWith(wanted, at)) {
            return false;
        }
        at += wanted.length();
        return true;
    }

    private boolean part(char letter, int count) {
        return switch (letter) {
            case 'y' ->
                    (year =
                                    digits(
                                            count <= 2 ? count : 4,
                                            count <= 2 ? 2 : Math.max(count, 4),
                                            count <= 2))
                            >= 0;
            case 'M' -> count <= 2 ? (month = digits(count, 2, false)) >= 0 : monthName();
            case 'd' -> count <= 2 ? (day = digits(count, 2, false)) >= 0 : word();
            case 'H', 'h' -> (hour = digits(Math.min(count, 2), 2, false)) >= 0;
            case 'm' -> (minute = digits(Math.min(count, 2), 2, false)) >= 0;
            case 's' -> (second = digits(Math.min(count, 2), 2, false)) >= 0;
            case 'f' -> fraction(count, count);
            case 'F' -> fraction(0, count);
            case 't' -> halfOfDay(count);
            case 'K', 'z' -> zoneOffset(letter == 'K');
            default -> literal(String.valueOf(letter).repeat(count));
        };
    }

    private int digits(int least, int most, boolean twoDigitYear) {
        int end = at;
        while (end < text.length() && end - at < most && Character.isDigit(text.charAt(end))) {
            end++;
        }
        if (end - at < least || end == at) {
            return -1;
        }
        String number = text.substring(at, end);
        at = end;
        return twoDigitYear ? DateParse.year(number) : Integer.parseInt(number);
    }

    private boolean fraction(int least, int most) {
        int end = at;
        while (end < text.length() && end - at < most && Character.isDigit(text.charAt(end))) {
            end++;
        }
        if (end - at < least) {
            return false;
        }
        nano = DateParse.nanos(text.substring(at, end));
        at = end;
        return true;
    }

    private boolean word() {
        Matcher m = WORD.matcher(text).region(at, text.length());
        if (!m.lookingAt()) {
            return false;
        }
        at = m.end();
        return true;
    }

    private boolean monthName() {
        int start = at;
        if (!word() || at - start < 3) {
            return false;
        }
        month = DateParse.month(text.substring(start, at));
        return true;
    }

    private boolean halfOfDay(int count) {
        int end = Math.min(text.length(), at + Math.min(count, 2));
        String half = text.substring(at, end).toUpperCase(Locale.ROOT);
        if (!half.startsWith("A") && !half.startsWith("P")) {
            return false;
        }
        afternoon = half.startsWith("P");
        at = end;
        return true;
    }

    private boolean zoneOffset(boolean optional) {
        Matcher m = OFFSET.matcher(text).region(at, text.length());
        if (!m.lookingAt()) {
            return optional;
        }
        offset = DateParse.offset(m.group());
        at = m.end();
        return true;
    }
}
