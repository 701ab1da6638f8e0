package dev.keyward.language.value;

import dev.keyward.cmdlet.DateTime;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;

/// Dates in .NET's standard and custom formats, en-US.
public final class DateFormat {
    private static final String INVARIANT_GENERAL = "MM/dd/yyyy HH:mm:ss";
    private static final String GENERAL = "M/d/yyyy h:mm:ss tt";

    private DateFormat() {}

    /// As casts and interpolation write it.
    public static String invariant(DateTime date, ZoneId zone) {
        return format(date, INVARIANT_GENERAL, zone);
    }

    /// As `.ToString()` and table cells write it.
    public static String general(DateTime date, ZoneId zone) {
        return format(date, GENERAL, zone);
    }

    /// As a date alone at the end of a pipeline is shown.
    public static String longText(DateTime date, ZoneId zone) {
        return format(date, "dddd, MMMM d, yyyy h:mm:ss tt", zone);
    }

    /// @param zone what local times are in, for offsets
    /// @throws NetException if the format isn't one
    public static String format(DateTime date, String format, ZoneId zone) {
        if (format.isEmpty()) {
            return general(date, zone);
        }
        if (format.length() == 1) {
            return standard(date, format.charAt(0), zone);
        }
        return custom(date, format, zone);
    }

    private static String standard(DateTime date, char letter, ZoneId zone) {
        return switch (letter) {
            case 'd' -> custom(date, "M/d/yyyy", zone);
            case 'D' -> custom(date, "dddd, MMMM d, yyyy", zone);
            case 'f' -> custom(date, "dddd, MMMM d, yyyy h:mm tt", zone);
            case 'F' -> custom(date, "dddd, MMMM d, yyyy h:mm:ss tt", zone);
            case 'g' -> custom(date, "M/d/yyyy h:mm tt", zone);
            case 'G' -> custom(date, GENERAL, zone);
            case 'm', 'M' -> custom(date, "MMMM d", zone);
            case 'o', 'O' -> custom(date, "yyyy-MM-dd'T'HH:mm:ss.fffffffK", zone);
            case 'r', 'R' -> custom(date, "ddd, dd MMM yyyy HH:mm:ss 'GMT'", zone);
            case 's' -> custom(date, "yyyy-MM-dd'T'HH:mm:ss", zone);
            case 't' -> custom(date, "h:mm tt", zone);
            case 'T' -> custom(date, "h:mm:ss tt", zone);
            case 'u' -> custom(date, "yyyy-MM-dd HH:mm:ss'Z'", zone);
            case 'U' ->
                    custom(
                            DateTime.utc(date.toInstant(zone)),
                            "dddd, MMMM d, yyyy h:mm:ss tt",
                            zone);
            case 'y', 'Y' -> custom(date, "MMMM yyyy", zone);
            default -> throw NetException.format("Input string was not in a correct format.");
        };
    }

    private static String custom(DateTime date, String format, ZoneId zone) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); ) {
            char c = format.charAt(i);
            switch (c) {
                case '\'', '"' -> {
                    int end = format.indexOf(c, i + 1);
                    if (end < 0) {
                        throw NetException.format("Input string was not in a correct format.");
                    }
                    text.append(format, i + 1, end);
                    i = end + 1;
                }
                case '\\' -> {
                    if (i + 1 < format.length()) {
                        text.append(format.charAt(i + 1));
                    }
                    i += 2;
                }
                case '%' -> i++;
                default -> {
                    int run = i;
                    while (run < format.length() && format.charAt(run) == c) {
                        run++;
                    }
                    text.append(part(date, c, run - i, zone));
                    i = run;
                }
            }
        }
        return text.toString();
    }

    private static String part(DateTime date, char letter, int count, ZoneId zone) {
        LocalDateTime at = date.fields();
        return switch (letter) {
            case 'd' ->
                    switch (count) {
                        case 1, 2 -> digits(at.getDayOfMonth(), count);
                        case 3 -> at.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.US);
                        default -> at.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.US);
                    };
            case 'M' ->
                    switch (count) {
                        case 1, 2 -> digits(at.getMonthValue(), count);
                        case 3 -> at.getMonth().getDisplayName(TextStyle.SHORT, Locale.US);
                        default -> at.getMonth().getDisplayName(TextStyle.FULL, Locale.US);
                    };
            case 'y' ->
                    count <= 2 ? digits(at.getYear() % 100, count) : digits(at.getYear(), count);
            case 'h' -> digits((at.getHour() + 11) % 12 + 1, Math.min(count, 2));
            case 'H' -> digits(at.getHour(), Math.min(count, 2));
            case 'm' -> digits(at.getMinute(), Math.min(count, 2));
            case 's' -> digits(at.getSecond(), Math.min(count, 2));
            case 't' -> {
                String half = at.getHour() < 12 ? "AM" : "PM";
                yield count == 1 ? half.substring(0, 1) : half;
            }
            case 'f' -> "%09d".formatted(at.getNano()).substring(0, Math.min(count, 7));
            case 'F' ->
                    "%09d"
                            .formatted(at.getNano())
                            .substring(0, Math.min(count, 7))
                            .replaceAll("0+$", "");
            case 'K' ->
                    switch (date.kind()) {
                        case Utc -> "Z";
                        case Local -> offset(date, 3, zone);
                        case Unspecified -> "";
                    };
            case 'z' -> offset(date, count, zone);
            case 'g' -> "A.D.";
            default -> String.valueOf(letter).repeat(count);
        };
    }

    private static String digits(int value, int width) {
        return ("%0" + Math.max(1, width) + "d").formatted(value);
    }

    private static String offset(DateTime date, int count, ZoneId zone) {
        ZoneOffset offset =
                date.kind() == DateTime.Kind.Utc
                        ? ZoneOffset.UTC
                        : date.fields().atZone(zone).getOffset();
        int minutes = Math.abs(offset.getTotalSeconds()) / 60;
        String sign = offset.getTotalSeconds() < 0 ? "-" : "+";
        return switch (count) {
            case 1 -> sign + minutes / 60;
            case 2 -> sign + "%02d".formatted(minutes / 60);
            default -> sign + "%02d:%02d".formatted(minutes / 60, minutes % 60);
        };
    }
}
