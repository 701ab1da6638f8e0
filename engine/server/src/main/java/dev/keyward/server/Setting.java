package dev.keyward.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;

/// One setting as it was written, read as what it is to be. Every failure names the setting and the
/// rule.
///
/// @param text without blanks around it
/// @param wrong makes the failure from the setting's name and the rule
record Setting(String name, String text, BiFunction<String, String, StartFailure> wrong) {
    /// More digits make no number that any setting takes.
    private static final int MOST_DIGITS = 7;

    private StartFailure refused(String what, String rule) {
        return wrong.apply(name, "no " + what + "; it must be " + rule);
    }

    /// @param what it is, such as `port` or `number of keys`
    int number(int least, int most, String what) {
        int number = digits(text);
        if (number < least || number > most) {
            throw refused(what, least + " to " + most);
        }
        return number;
    }

    /// Milliseconds (`500ms`), minutes (`2m`), or seconds (`5s`, `5`).
    ///
    /// @param longest in whole minutes
    Duration time(Duration longest) {
        String unit = text.replaceFirst("^[0-9]+", "");
        int number = digits(text.substring(0, text.length() - unit.length()));
        Duration time =
                switch (unit) {
                    case "ms" -> Duration.ofMillis(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "s", "" -> Duration.ofSeconds(number);
                    default -> null;
                };
        if (number < 0 || time == null || time.compareTo(longest) > 0) {
            throw refused("time", "0 to " + longest.toMinutes() + "m, such as 500ms, 5s or 2m");
        }
        return time;
    }

    /// One of an enumeration by its name, in any letter case.
    ///
    /// @param what it is, such as `profile`
    <T extends Enum<T>> T choice(String what, T[] choices) {
        return choice(what, List.of(choices), choice -> choice.name().toLowerCase(Locale.ROOT));
    }

    /// @param what it is, such as `challenge`
    /// @param word by which a choice is made, in any letter case
    <T> T choice(String what, List<T> choices, Function<T, String> word) {
        List<String> words = new ArrayList<>();
        for (T choice : choices) {
            if (word.apply(choice).equalsIgnoreCase(text)) {
                return choice;
            }
            words.add(word.apply(choice));
        }
        String last = words.removeLast();
        throw refused(what, String.join(", ", words) + " or " + last);
    }

    /// What stands between commas.
    List<String> list() {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /// @return -1 if it is no number
    static int digits(String text) {
        return text.matches("[0-9]{1," + MOST_DIGITS + "}") ? Integer.parseInt(text) : -1;
    }
}
