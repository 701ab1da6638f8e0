package dev.keyward.api.deployment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The two clocks of a machine: one that people and time servers set, and one that only counts. An
/// engine watches the first by the second ([WatchedTime]); any other clock it trusts.
///
/// @param wall may be set at any time, ahead or back
/// @param nanos counts as time passes, from anywhere; as [System#nanoTime]
/// @param vouchedFor why the wall clock is right as it is, in an administrator's words; null where
///   nobody says so
public record MachineClock(InstantSource wall, LongSupplier nanos, @Nullable String vouchedFor)
        implements InstantSource {
    /// This machine's.
    public static MachineClock system() {
        return new MachineClock(InstantSource.system(), System::nanoTime, null);
    }

    /// As it is now, it is right.
    ///
    /// @param reason for the audit trail
    public MachineClock vouchedFor(String reason) {
        return new MachineClock(wall, nanos, reason);
    }

    @Override
    public Instant instant() {
        return wall.instant();
    }
}
