package dev.keyward.model;

import java.util.random.RandomGenerator;

/// The version of a key, secret or certificate: 32 lower-case hexadecimal digits.
public record ObjectVersion(String value) {
    /// @throws VaultException with `BadParameter`
    public ObjectVersion {
        if (!isValid(value)) {
            throw new VaultException(
                    new VaultError.BadParameter("version", "32 hexadecimal digits"));
        }
    }

    public static boolean isValid(String text) {
        if (text.length() != 32) {
            return false;
        }
        for (int i = 0; i < 32; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    public static ObjectVersion random(RandomGenerator random) {
        return new ObjectVersion(String.format("%016x%016x", random.nextLong(), random.nextLong()));
    }

    @Override
    public String toString() {
        return value;
    }
}
