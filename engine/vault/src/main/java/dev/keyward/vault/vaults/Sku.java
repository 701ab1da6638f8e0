package dev.keyward.vault.vaults;

import java.util.Locale;
import java.util.Optional;

/// The service level of a vault.
public enum Sku {
    STANDARD,
    PREMIUM;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param text in any letter case
    public static Optional<Sku> parse(String text) {
        for (Sku sku : values()) {
            if (sku.name().equalsIgnoreCase(text)) {
                return Optional.of(sku);
            }
        }
        return Optional.empty();
    }
}
