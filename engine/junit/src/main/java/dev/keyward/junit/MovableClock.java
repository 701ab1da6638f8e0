package dev.keyward.junit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// The machine's time, moved forward as far as a test wants. Safe for use by several threads.
final class MovableClock implements InstantSource {
    private final InstantSource machine;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    MovableClock(InstantSource machine) {
        this.machine = machine;
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead.get());
    }

    void pass(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(
                    "time is "
                            + time
                            + "; it must not be negative, a vault's time never goes back");
        }
        ahead.accumulateAndGet(time, Duration::plus);
    }
}
