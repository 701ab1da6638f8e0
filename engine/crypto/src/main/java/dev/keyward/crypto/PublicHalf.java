package dev.keyward.crypto;

import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.SignatureAlgorithm;

/// What anyone can do who has the public key; see [CryptoKey] for the rules.
sealed interface PublicHalf permits RsaPublic, EcPublic {
    boolean verify(SignatureAlgorithm algorithm, byte[] digest, byte[] signature);

    byte[] encrypt(EncryptionAlgorithm algorithm, byte[] plaintext);
}
