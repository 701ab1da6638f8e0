package dev.keyward.model;

import java.util.Locale;

/// The name of a key, secret or certificate: 1 to 127 of `[0-9a-zA-Z-]` (Key Vault REST). Keeps the
/// case it was made with; equal without regard to case, and stored and authorised by [#canonical].
public record ObjectName(String value) {
    /// @throws VaultException with `InvalidProperty`
    public ObjectName {
        if (!isValid(value)) {
            throw new VaultException(
                    new VaultError.InvalidProperty("name", "1 to 127 letters, digits and hyphens"));
        }
    }

    public static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > 127) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-')) {
                return false;
            }
        }
        return true;
    }

    public String canonical() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectName that && value.equalsIgnoreCase(that.value);
    }

    @Override
    public int hashCode() {
        return canonical().hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
