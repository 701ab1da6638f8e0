package dev.keyward.api;

import dev.keyward.api.dispatch.ThrottleProfile;
import java.time.Duration;

/// How fast things happen, which those who test clients want as slow as Azure is.
///
/// @param throttle what is refused for coming too fast
/// @param settle how long a deletion, a recovery or a purge looks unfinished (data-plane-common.md,
///   section 9); zero for not at all
public record Pace(ThrottleProfile throttle, Duration settle) {
    /// All at once.
    public static final Pace FULL = new Pace(ThrottleProfile.OFF, Duration.ZERO);

    /// Of a server: all at once, but for runaway clients.
    public static final Pace PROTECTED = new Pace(ThrottleProfile.PROTECT, Duration.ZERO);
}
