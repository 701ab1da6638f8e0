package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Bug;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;

/// An EC key in the hands of one provider. Signatures are `r` and `s` side by side (RFC 7518 3.4).
///
/// @param key made by the provider's own factory: a foreign one costs 2 to 3 times more
record EcKey(KeyParameters.Ec parameters, EcPublic publicHalf, PrivateKey key, SecureRandom random)
        implements CryptoKey {
    @Override
    public PublicKeyParts publicParts() {
        return publicHalf.parts();
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, byte[] digest) {
        publicHalf.check(algorithm, digest);
        try {
            Signature signature = Signature.getInstance("NONEwithECDSA", publicHalf.provider());
            signature.initSign(key, random);
            signature.update(digest);
            return EcdsaDer.toRaw(signature.sign(), publicHalf.width());
        } catch (GeneralSecurityException e) {
            throw Bug.because("a checked EC key doesn't sign", e);
        }
    }

    @Override
    public boolean verify(SignatureAlgorithm algorithm, byte[] digest, byte[] signature) {
        return publicHalf.verify(algorithm, digest, signature);
    }

    @Override
    public CipherParts encrypt(EncryptionAlgorithm algorithm, CipherParts plaintext) {
        return publicHalf.encrypt(algorithm, plaintext);
    }

    @Override
    public byte[] decrypt(EncryptionAlgorithm algorithm, CipherParts ciphertext) {
        throw Refusal.wrongKey(algorithm);
    }

    @Override
    public String toString() {
        return "EcKey[" + parameters.curve().joseName() + "]";
    }
}
