package dev.keyward.client.rest;

import java.time.Duration;

/// How a client waits before it tries again; a test gives one that doesn't.
@FunctionalInterface
public interface Pause {
    /// @throws InterruptedException if the wait is to end now, and the call with it
    void await(Duration time) throws InterruptedException;

    /// Waits by the wall clock.
    static Pause real() {
        return Thread::sleep;
    }
}
