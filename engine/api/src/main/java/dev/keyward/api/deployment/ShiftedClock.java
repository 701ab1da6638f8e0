package dev.keyward.api.deployment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that runs ahead of another, as far as it was told: with it a development server lets
/// months pass at once. It never goes back. Safe for use by several threads.
public final class ShiftedClock implements InstantSource {
    private final InstantSource real;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    public ShiftedClock(InstantSource real) {
        this.real = real;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead.get());
    }

    /// Lets time pass up to the moment; one that is past already changes nothing.
    public void advanceTo(Instant moment) {
        ahead.updateAndGet(now -> {
            Duration wanted = Duration.between(real.instant(), moment);
            return wanted.compareTo(now) > 0 ? wanted : now;
        });
    }

    /// How far it is ahead.
    public Duration shift() {
        return ahead.get();
    }
}
