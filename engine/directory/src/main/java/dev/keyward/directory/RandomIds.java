package dev.keyward.directory;

import java.security.SecureRandom;
import java.util.UUID;

/// Version 4 GUIDs (RFC 9562 5.4) from given randomness.
final class RandomIds {
    private RandomIds() {}

    static UUID next(SecureRandom random) {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & ~(3L << 62) | 1L << 63;
        return new UUID(high, low);
    }
}
