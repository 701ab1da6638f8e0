package dev.keyward.server;

import dev.keyward.api.Pace;
import dev.keyward.api.ThrottleProfile;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The settings `throttle` and `softDelete.settle`, which are options of the command too.
///
/// @param throttle `off`, `azure` or `protect`; null for what it was
/// @param settle such as `5s`; null for what it was
record PaceSettings(@Nullable String throttle, @Nullable String settle) {
    static final String THROTTLE = "throttle";
    static final String SETTLE = "softDelete.settle";

    private static final Duration LONGEST = Duration.ofHours(1);

    /// @param wrong makes the failure from the setting's name and the rule
    Pace over(Pace before, BiFunction<String, String, StartFailure> wrong) {
        return new Pace(
                throttle == null ? before.throttle() : profile(throttle, wrong),
                settle == null ? before.settle() : time(settle, wrong));
    }

    private static ThrottleProfile profile(
            String text, BiFunction<String, String, StartFailure> wrong) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "off" -> ThrottleProfile.OFF;
            case "azure" -> ThrottleProfile.AZURE;
            case "protect" -> ThrottleProfile.PROTECT;
            default -> throw wrong.apply(THROTTLE, "no profile; it must be off, azure or protect");
        };
    }

    private static Duration time(String text, BiFunction<String, String, StartFailure> wrong) {
        if (text.matches("[0-9]{1,7}(ms|s|m|)")) {
            long number = Long.parseLong(text.replaceAll("[ms]", ""));
            Duration time =
                    text.endsWith("ms")
                            ? Duration.ofMillis(number)
                            : text.endsWith("m")
                                    ? Duration.ofMinutes(number)
                                    : Duration.ofSeconds(number);
            if (time.compareTo(LONGEST) <= 0) {
                return time;
            }
        }
        throw wrong.apply(SETTLE, "no time; it must be 0 to 60m, such as 500ms, 5s or 2m");
    }
}
