package dev.keyward.language.value;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Spans of time as text and back, in .NET's way; the smallest unit is 100 ns.
public final class TimeSpans {
    private static final Pattern TEXT =
            Pattern.compile(
                    "(-)?(?:(\\d+)|(?:(\\d+)\\.)?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,7}))?)?)");

    private TimeSpans() {}

    /// `[-][d.]hh:mm:ss[.fffffff]`.
    public static String text(Duration span) {
        Duration all = span.abs();
        int ticks = all.toNanosPart() / 100;
        return (span.isNegative() ? "-" : "")
                + (all.toDaysPart() > 0 ? all.toDaysPart() + "." : "")
                + "%02d:%02d:%02d"
                        .formatted(all.toHoursPart(), all.toMinutesPart(), all.toSecondsPart())
                + (ticks > 0 ? ".%07d".formatted(ticks) : "");
    }

    static Optional<Duration> parse(String text) {
        Matcher m = TEXT.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        Duration span;
        if (m.group(2) != null) {
            span = Duration.ofDays(Long.parseLong(m.group(2)));
        } else {
            int hours = Integer.parseInt(m.group(4));
            int minutes = Integer.parseInt(m.group(5));
            int seconds = m.group(6) == null ? 0 : Integer.parseInt(m.group(6));
            if (hours > 23 || minutes > 59 || seconds > 59) {
                return Optional.empty();
            }
            span =
                    Duration.ofDays(m.group(3) == null ? 0 : Long.parseLong(m.group(3)))
                            .plusHours(hours)
                            .plusMinutes(minutes)
                            .plusSeconds(seconds)
                            .plusNanos(DateParse.nanos(m.group(7)));
        }
        return Optional.of(m.group(1) == null ? span : span.negated());
    }

    /// @throws NetException if the format isn't one
    static String format(Duration span, String format) {
        return switch (format) {
            case "", "c", "t", "T" -> text(span);
            case "g" -> general(span, false);
            case "G" -> general(span, true);
            default -> custom(span.abs(), format);
        };
    }

    private static String general(Duration span, boolean full) {
        Duration all = span.abs();
        int ticks = all.toNanosPart() / 100;
        String days = full || all.toDaysPart() > 0 ? all.toDaysPart() + ":" : "";
        String hours = full ? "%02d".formatted(all.toHoursPart()) : "" + all.toHoursPart();
        String rest = ":%02d:%02d".formatted(all.toMinutesPart(), all.toSecondsPart());
        String part = ".%07d".formatted(ticks);
        String fraction = full ? part : ticks == 0 ? "" : part.replaceAll("0+$", "");
        return (span.isNegative() ? "-" : "") + days + hours + rest + fraction;
    }

    private static String custom(Duration span, String format) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); ) {
            char c = format.charAt(i);
            int run = i;
            while (run < format.length() && format.charAt(run) == c) {
                run++;
            }
            int count = run - i;
            switch (c) {
                case 'd' -> text.append(digits(span.toDaysPart(), count));
                case 'h' -> text.append(digits(span.toHoursPart(), count));
                case 'm' -> text.append(digits(span.toMinutesPart(), count));
                case 's' -> text.append(digits(span.toSecondsPart(), count));
                case 'f' ->
                        text.append("%09d".formatted(span.toNanosPart()), 0, Math.min(count, 7));
                case 'F' ->
                        text.append(
                                "%09d"
                                        .formatted(span.toNanosPart())
                                        .substring(0, Math.min(count, 7))
                                        .replaceAll("0+$", ""));
                case '\\' -> {
                    if (i + 1 < format.length()) {
                        text.append(format.charAt(i + 1));
                    }
                    run = i + 2;
                }
                case '\'', '"' -> {
                    int end = format.indexOf(c, i + 1);
                    if (end < 0) {
                        throw NetException.format("Input string was not in a correct format.");
                    }
                    text.append(format, i + 1, end);
                    run = end + 1;
                }
                case '%' -> {}
                default -> throw NetException.format("Input string was not in a correct format.");
            }
            i = run;
        }
        return text.toString();
    }

    private static String digits(long value, int width) {
        return ("%0" + width + "d").formatted(value);
    }
}
