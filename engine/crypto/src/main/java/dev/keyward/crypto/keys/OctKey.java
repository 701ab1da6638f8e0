package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.memory.HeldKey;
import dev.keyward.model.Bug;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A symmetric key: AES (FIPS 197) through [AesModes], HMAC (FIPS 198-1) here.
///
/// HMAC takes keys no shorter than its hash (RFC 7518 3.2).
record OctKey(KeyParameters.Oct parameters, HeldKey key, SecureRandom random) implements CryptoKey {
    @Override
    public PublicKeyParts publicParts() {
        return new PublicKeyParts.Oct();
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, byte[] message) {
        String name =
                switch (algorithm) {
                    case HS256 -> hmac(algorithm, 256);
                    case HS384 -> hmac(algorithm, 384);
                    case HS512 -> hmac(algorithm, 512);
                    case RS256,
                            RS384,
                            RS512,
                            PS256,
                            PS384,
                            PS512,
                            RSNULL,
                            ES256,
                            ES384,
                            ES512,
                            ES256K,
                            EDDSA,
                            ML_DSA_44,
                            ML_DSA_65,
                            ML_DSA_87 ->
                            throw Refusal.wrongKey(algorithm);
                };
        return key.use(bytes -> {
            try {
                Mac mac = Mac.getInstance(name);
                mac.init(new SecretKeySpec(bytes, name));
                return mac.doFinal(message);
            } catch (GeneralSecurityException e) {
                throw Bug.because("HMAC belongs to every JDK", e);
            }
        });
    }

    private String hmac(SignatureAlgorithm algorithm, int hashBits) {
        Refusal.unless(
                parameters.bits() >= hashBits,
                "alg",
                "one for a key of "
                        + parameters.bits()
                        + " bits: "
                        + algorithm
                        + " takes no key below "
                        + hashBits);
        return "HmacSHA" + hashBits;
    }

    @Override
    public boolean verify(SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
        return MessageDigest.isEqual(sign(algorithm, message), signature);
    }

    @Override
    public CipherParts encrypt(EncryptionAlgorithm algorithm, CipherParts plaintext) {
        check(algorithm);
        return key.use(bytes -> AesModes.encrypt(algorithm, bytes, plaintext, random));
    }

    @Override
    public byte[] decrypt(EncryptionAlgorithm algorithm, CipherParts ciphertext) {
        check(algorithm);
        return key.use(bytes -> AesModes.decrypt(algorithm, bytes, ciphertext));
    }

    private void check(EncryptionAlgorithm algorithm) {
        boolean fits = algorithm.keyBits() == 0 || algorithm.keyBits() == parameters.bits();
        if (!algorithm.kty().equals("oct") || !parameters.isAes() || !fits) {
            throw Refusal.wrongKey(algorithm);
        }
    }

    @Override
    public String toString() {
        return "OctKey[" + parameters.bits() + " bits]";
    }
}
