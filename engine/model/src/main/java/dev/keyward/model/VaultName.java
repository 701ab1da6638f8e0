package dev.keyward.model;

import java.util.Locale;

/// The name of a vault: 3 to 24 letters, digits and hyphens, first a letter, last a letter or
/// digit, no two hyphens in a row (management-plane.md, section 13). Keeps the case it was made
/// with; equal without regard to case.
public record VaultName(String value) {
    /// @throws VaultException with `VaultNameNotValid`
    public VaultName {
        if (!isValid(value)) {
            throw new VaultException(new VaultError.VaultNameNotValid(Printable.name(value)));
        }
    }

    public static boolean isValid(String text) {
        int n = text.length();
        if (n < 3
                || n > 24
                || !isLetter(text.charAt(0))
                || text.charAt(n - 1) == '-'
                || text.contains("--")) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /// The lower-case form: host label and key of look-ups.
    public String canonical() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VaultName that && value.equalsIgnoreCase(that.value);
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
