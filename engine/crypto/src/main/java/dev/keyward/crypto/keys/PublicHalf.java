package dev.keyward.crypto.keys;

import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.SignatureAlgorithm;

/// What anyone can do who has the public key; see [CryptoKey] for the rules.
public sealed interface PublicHalf permits RsaPublic, EcPublic, EdPublic, MlDsaPublic {
    boolean verify(SignatureAlgorithm algorithm, byte[] digest, byte[] signature);

    CipherParts encrypt(EncryptionAlgorithm algorithm, CipherParts plaintext);
}
