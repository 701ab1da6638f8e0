package dev.keyward.crypto.encoding;

import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;

/// The caller's fault, named by part and rule.
public final class Refusal {
    private Refusal() {}

    /// @param part such as `key.n`
    /// @param mustBe completes "must be"
    public static VaultException of(String part, String mustBe) {
        return new VaultException(new VaultError.BadParameter(part, mustBe));
    }

    public static void unless(boolean fact, String part, String mustBe) {
        if (!fact) {
            throw of(part, mustBe);
        }
    }

    public static VaultException wrongKey(SignatureAlgorithm algorithm) {
        return wrongKey(algorithm.joseName());
    }

    public static VaultException wrongKey(EncryptionAlgorithm algorithm) {
        return wrongKey(algorithm.joseName());
    }

    private static VaultException wrongKey(String name) {
        return of("alg", "an algorithm of this key, which " + name + " isn't");
    }

    /// What decryption and unwrapping tell, whatever went wrong.
    public static VaultException incorrect() {
        return new VaultException(new VaultError.ParameterIncorrect());
    }

    /// The service's own words about the length of `value`, which people search for.
    ///
    /// @param rule such as `RS256 requires 32 bytes`
    public static VaultException length(int bytes, String rule) {
        return new VaultException(
                new VaultError.BadRequestText(
                        "Invalid length of 'value': "
                                + bytes
                                + " bytes. "
                                + rule
                                + ", encoded with base64url."));
    }
}
