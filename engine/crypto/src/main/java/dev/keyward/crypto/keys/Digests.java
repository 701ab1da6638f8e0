package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.model.SignatureAlgorithm;

/// What a signature algorithm takes.
final class Digests {
    private Digests() {}

    /// @throws dev.keyward.model.VaultException with `BadParameter` if the digest has a wrong
    ///   length
    static void check(SignatureAlgorithm algorithm, byte[] digest) {
        int length = algorithm.digestBytes();
        if (length != 0 && digest.length != length) {
            throw Refusal.of("value", length + " bytes for " + algorithm.joseName());
        }
    }
}
