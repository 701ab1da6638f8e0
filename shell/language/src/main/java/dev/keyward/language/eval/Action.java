package dev.keyward.language.eval;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What's done with a record of a stream: the values of the preference variables.
enum Action {
    CONTINUE,
    SILENTLY_CONTINUE,
    IGNORE,
    STOP,
    INQUIRE;

    static Action of(@Nullable Object value, Action otherwise) {
        return parse(value).orElse(otherwise);
    }

    static Optional<Action> parse(@Nullable Object value) {
        return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
            case "continue", "2" -> Optional.of(CONTINUE);
            case "silentlycontinue", "0" -> Optional.of(SILENTLY_CONTINUE);
            case "ignore", "4" -> Optional.of(IGNORE);
            case "stop", "1", "break" -> Optional.of(STOP);
            case "inquire", "3" -> Optional.of(INQUIRE);
            default -> Optional.empty();
        };
    }

    /// As scripts write it.
    String word() {
        return switch (this) {
            case CONTINUE -> "Continue";
            case SILENTLY_CONTINUE -> "SilentlyContinue";
            case IGNORE -> "Ignore";
            case STOP -> "Stop";
            case INQUIRE -> "Inquire";
        };
    }
}
