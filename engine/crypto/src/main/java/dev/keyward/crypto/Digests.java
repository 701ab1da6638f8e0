package dev.keyward.crypto;

import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;

/// What a signature algorithm takes.
final class Digests {
    private Digests() {}

    /// @throws VaultException with `BadParameter` if the digest has a wrong length
    static void check(SignatureAlgorithm algorithm, byte[] digest) {
        int length = algorithm.digestBytes();
        if (length != 0 && digest.length != length) {
            throw new VaultException(
                    new VaultError.BadParameter(
                            "value", length + " bytes for " + algorithm.name()));
        }
    }

    static VaultException wrongKey(SignatureAlgorithm algorithm) {
        return new VaultException(
                new VaultError.BadParameter(
                        "alg", "an algorithm of this key, which " + algorithm.name() + " isn't"));
    }
}
