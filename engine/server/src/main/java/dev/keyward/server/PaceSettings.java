package dev.keyward.server;

import dev.keyward.api.Pace;
import dev.keyward.api.dispatch.ThrottleProfile;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The settings `throttle` and `softDelete.settle`, which are options of the command too.
///
/// @param throttle `off`, `azure` or `protect`; null for what it was
/// @param settle such as `5s`; null for what it was
record PaceSettings(@Nullable String throttle, @Nullable String settle) {
    private static final String THROTTLE = "throttle";
    private static final String SETTLE = "softDelete.settle";

    static final Set<String> NAMES = Set.of(THROTTLE, SETTLE);

    private static final Duration LONGEST = Duration.ofHours(1);

    static Pace read(SettingsFile in) {
        return new PaceSettings(in.optional(THROTTLE), in.optional(SETTLE))
                .over(Pace.PROTECTED, in::wrong);
    }

    /// @param wrong makes the failure from the setting's name and the rule
    Pace over(Pace before, BiFunction<String, String, StartFailure> wrong) {
        return new Pace(
                throttle == null
                        ? before.throttle()
                        : new Setting(THROTTLE, throttle, wrong)
                                .choice("profile", ThrottleProfile.values()),
                settle == null
                        ? before.settle()
                        : new Setting(SETTLE, settle, wrong).time(LONGEST));
    }
}
