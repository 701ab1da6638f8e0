package dev.keyward.directory.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/// Counts failed attempts by name or address within a window, to pace what this process is asked
/// for; each node paces by itself, and a restart begins anew. Names that don't exist count too, so
/// the answer tells nothing. Safe for use by several threads.
final class Attempts {
    private static final int REMEMBERED = 100_000;

    private final int most;
    private final Duration window;
    private final InstantSource clock;
    private final Cache<String, Failures> failures;

    /// @param most failures within the window that are let pass
    Attempts(int most, Duration window, InstantSource clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
        this.failures =
                Caffeine.newBuilder()
                        .maximumSize(REMEMBERED)
                        .expireAfterWrite(window)
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .build();
    }

    boolean isExhausted(String name) {
        Failures known = failures.getIfPresent(name);
        return known != null && known.count >= most && isRecent(known);
    }

    void failed(String name) {
        failures.asMap()
                .merge(
                        name,
                        new Failures(1, clock.instant()),
                        (known, first) ->
                                isRecent(known)
                                        ? new Failures(known.count + 1, known.first)
                                        : first);
    }

    void succeeded(String name) {
        failures.invalidate(name);
    }

    private boolean isRecent(Failures known) {
        return clock.instant().isBefore(known.first.plus(window));
    }

    private record Failures(int count, Instant first) {}
}
