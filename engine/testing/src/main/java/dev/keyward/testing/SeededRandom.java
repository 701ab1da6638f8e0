package dev.keyward.testing;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/// Randomness that repeats for a seed. For tests only; safe for use by several threads.
public final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient SplittableRandom source;

    public SeededRandom(long seed) {
        this.source = new SplittableRandom(seed);
    }

    @Override
    public synchronized void nextBytes(byte[] bytes) {
        source.nextBytes(bytes);
    }
}
