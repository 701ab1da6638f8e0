package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Bug;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/// An Ed25519 key in the hands of one provider. It signs messages, not digests (RFC 8032 5.1.6).
///
/// @param key made by the provider's own factory
record EdKey(KeyParameters.Okp parameters, EdPublic publicHalf, PrivateKey key)
        implements CryptoKey {
    @Override
    public PublicKeyParts publicParts() {
        return publicHalf.parts();
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, byte[] message) {
        EdPublic.check(algorithm);
        try {
            Signature signature = Signature.getInstance("Ed25519", publicHalf.provider());
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw Bug.because("a checked Ed25519 key doesn't sign", e);
        }
    }

    @Override
    public boolean verify(SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
        return publicHalf.verify(algorithm, message, signature);
    }

    @Override
    public CipherParts encrypt(EncryptionAlgorithm algorithm, CipherParts plaintext) {
        throw Refusal.wrongKey(algorithm);
    }

    @Override
    public byte[] decrypt(EncryptionAlgorithm algorithm, CipherParts ciphertext) {
        throw Refusal.wrongKey(algorithm);
    }

    @Override
    public String toString() {
        return "EdKey";
    }
}
