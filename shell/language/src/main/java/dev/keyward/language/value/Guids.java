package dev.keyward.language.value;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Guids in the forms .NET reads: with and without hyphens, in braces or parentheses.
final class Guids {
    static final String NOT_RECOGNIZED =
            "Guid should contain 32 digits with 4 dashes"
                    + " (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).";
    private static final Pattern FORM =
            Pattern.compile(
                    "[({]?([0-9a-fA-F]{8})(-?)([0-9a-fA-F]{4})\\2([0-9a-fA-F]{4})\\2"
                            + "([0-9a-fA-F]{4})\\2([0-9a-fA-F]{12})[)}]?");

    private Guids() {}

    static Optional<UUID> parse(String text) {
        Matcher m = FORM.matcher(text);
        return m.matches()
                ? Optional.of(
                        UUID.fromString(
                                String.join(
                                        "-",
                                        m.group(1),
                                        m.group(3),
                                        m.group(4),
                                        m.group(5),
                                        m.group(6))))
                : Optional.empty();
    }
}
