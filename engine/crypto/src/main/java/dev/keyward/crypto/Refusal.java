package dev.keyward.crypto;

import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.SignatureAlgorithm;
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

    static VaultException wrongKey(SignatureAlgorithm algorithm) {
        return wrongKey(algorithm.joseName());
    }

    static VaultException wrongKey(EncryptionAlgorithm algorithm) {
        return wrongKey(algorithm.joseName());
    }

    private static VaultException wrongKey(String name) {
        return of("alg", "an algorithm of this key, which " + name + " isn't");
    }

    /// What decryption and unwrapping tell, whatever went wrong.
    static VaultException incorrect() {
        return new VaultException(new VaultError.ParameterIncorrect());
    }

    /// The service's own words about the length of `value`, which people search for.
    ///
    /// @param rule such as `RS256 requires 32 bytes`
    static VaultException length(int bytes, String rule) {
        return new VaultException(
                new VaultError.BadRequestText(
                        "Invalid length of 'value': "
                                + bytes
                                + " bytes. "
                                + rule
                                + ", encoded with base64url."));
    }
}
