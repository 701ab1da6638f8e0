package dev.keyward.api.deployment;

import java.time.Duration;
import java.time.Instant;

/// A machine whose time passes, and whose clock is set, as a test says.
public final class FakeMachine {
    private Instant wall;
    private long nanos;
    private boolean frozen;

    public FakeMachine(Instant wall) {
        this.wall = wall;
    }

    public synchronized MachineClock clock() {
        return new MachineClock(this::wall, this::nanos, null);
    }

    public synchronized Instant wall() {
        return wall;
    }

    private synchronized long nanos() {
        return nanos;
    }

    /// Time passes.
    public synchronized void pass(Duration time) {
        nanos += time.toNanos();
        wall = frozen ? wall : wall.plus(time);
    }

    /// Somebody sets the clock.
    public synchronized void set(Duration by) {
        wall = wall.plus(by);
    }

    /// The clock stands still from now on.
    public synchronized void freeze() {
        frozen = true;
    }
}
