package dev.keyward.language.utility;

import dev.keyward.cmdlet.DateTime;
import dev.keyward.language.value.DateFormat;
import dev.keyward.language.value.Dates;
import java.time.ZoneId;
import java.util.Map;

/// Dates in the formats of Unix's date command: `%Y-%m-%d`.
final class UnixFormat {
    private static final Map<Character, String> PARTS =
            Map.ofEntries(
                    Map.entry('Y', "yyyy"),
                    Map.entry('y', "yy"),
                    Map.entry('m', "MM"),
                    Map.entry('d', "dd"),
                    Map.entry('e', "%d"),
                    Map.entry('H', "HH"),
                    Map.entry('I', "hh"),
                    Map.entry('M', "mm"),
                    Map.entry('S', "ss"),
                    Map.entry('p', "tt"),
                    Map.entry('A', "dddd"),
                    Map.entry('a', "ddd"),
                    Map.entry('B', "MMMM"),
                    Map.entry('b', "MMM"),
                    Map.entry('h', "MMM"),
                    Map.entry('D', "MM/dd/yy"),
                    Map.entry('F', "yyyy-MM-dd"),
                    Map.entry('T', "HH:mm:ss"),
                    Map.entry('R', "HH:mm"),
                    Map.entry('r', "hh:mm:ss tt"),
                    Map.entry('c', "ddd dd MMM yyyy HH:mm:ss"),
                    Map.entry('x', "MM/dd/yy"),
                    Map.entry('X', "HH:mm:ss"),
                    Map.entry('Z', "zz"));

    private UnixFormat() {}

    static String format(DateTime date, String given, Dates dates, ZoneId zone) {
        String format = given.startsWith("+") ? given.substring(1) : given;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                text.append(c);
                continue;
            }
            char part = format.charAt(++i);
            text.append(part(date, part, dates, zone));
        }
        return text.toString();
    }

    private static String part(DateTime date, char part, Dates dates, ZoneId zone) {
        String known = PARTS.get(part);
        if (known != null) {
            return DateFormat.format(date, known, zone);
        }
        return switch (part) {
            case 's' -> Long.toString(dates.toUtc(date).toInstant(zone).getEpochSecond());
            case 'j' -> "%03d".formatted(date.fields().getDayOfYear());
            case 'u' -> Integer.toString(date.fields().getDayOfWeek().getValue());
            case 'w' -> Integer.toString(date.fields().getDayOfWeek().getValue() % 7);
            case 'n' -> "\n";
            case 't' -> "\t";
            default -> String.valueOf(part);
        };
    }
}
