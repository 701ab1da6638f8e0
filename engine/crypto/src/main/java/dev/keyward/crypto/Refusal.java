package dev.keyward.crypto;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;

/// The caller's fault, named by part and rule.
final class Refusal {
    private Refusal() {}

    /// @param part such as `key.n`
    /// @param mustBe completes "must be"
    static VaultException of(String part, String mustBe) {
        return new VaultException(new VaultError.BadParameter(part, mustBe));
    }

    static void unless(boolean fact, String part, String mustBe) {
        if (!fact) {
            throw of(part, mustBe);
        }
    }
}
