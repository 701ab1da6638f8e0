package dev.keyward.model;

import java.util.UUID;
import java.util.random.RandomGenerator;

/// Making GUIDs, and reading them strictly: 8-4-4-4-12 hexadecimal digits, nothing else
/// ([UUID#fromString] accepts shorter groups).
public final class Guids {
    private Guids() {}

    /// Version 4 (RFC 9562 5.4), from the given randomness.
    public static UUID next(RandomGenerator random) {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & ~(3L << 62) | 1L << 63;
        return new UUID(high, low);
    }

    /// @param parameter the name of the field, for the error
    /// @throws VaultException with `BadParameter` if the text is no GUID
    public static UUID parse(String parameter, String text) {
        if (!isGuid(text)) {
            throw new VaultException(new VaultError.BadParameter(parameter, "a GUID"));
        }
        return UUID.fromString(text);
    }

    public static boolean isGuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
            if (dash ? c != '-' : !hex) {
                return false;
            }
        }
        return true;
    }
}
