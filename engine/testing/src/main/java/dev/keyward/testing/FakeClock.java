package dev.keyward.testing;

import dev.keyward.model.DeploymentTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until it is told otherwise. Safe for use by several threads.
public final class FakeClock implements DeploymentTime {
    private final AtomicReference<Reading> now;

    private record Reading(Instant shown, Instant certain) {}

    public FakeClock(Instant start) {
        this.now = new AtomicReference<>(new Reading(start, start));
    }

    @Override
    public Instant instant() {
        return now.get().shown;
    }

    @Override
    public Instant certain() {
        return now.get().certain;
    }

    /// Time passes.
    public void advance(Duration by) {
        now.updateAndGet(t -> new Reading(t.shown.plus(by), t.certain.plus(by)));
    }

    /// Somebody sets the clock, ahead or back; no time passes.
    public void set(Duration by) {
        now.updateAndGet(t -> new Reading(t.shown.plus(by), t.certain));
    }

    /// What it shows is certain from now on.
    public void confirm() {
        now.updateAndGet(t -> new Reading(t.shown, t.shown));
    }
}
