package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Bug;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import javax.crypto.Cipher;

/// An RSA key in the hands of one provider, which does the bare operation (RFC 8017, 5) and the
/// encryption paddings; signature encodings are [Emsa].
///
/// @param key made by the provider's own factory: a foreign one costs 2 to 3 times more
record RsaKey(KeyParameters.Rsa parameters, RsaPublic publicHalf, PrivateKey key)
        implements CryptoKey {
    @Override
    public PublicKeyParts publicParts() {
        return publicHalf.parts();
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, byte[] digest) {
        publicHalf.check(algorithm, digest);
        int length = publicHalf.modulusBytes();
        byte[] block =
                switch (algorithm) {
                    case RS256, RS384, RS512 -> Emsa.pkcs1(Emsa.digestInfo(digest), length);
                    case PS256, PS384, PS512 -> Emsa.pss(digest, length, publicHalf.random());
                    case RSNULL -> publicHalf.bare(digest);
                    case ES256,
                            ES384,
                            ES512,
                            ES256K,
                            HS256,
                            HS384,
                            HS512,
                            EDDSA,
                            ML_DSA_44,
                            ML_DSA_65,
                            ML_DSA_87 ->
                            throw Refusal.wrongKey(algorithm);
                };
        try {
            Cipher raw = Cipher.getInstance("RSA/ECB/NoPadding", publicHalf.cipher());
            raw.init(Cipher.DECRYPT_MODE, key);
            return Numbers.fixed(raw.doFinal(block), length);
        } catch (GeneralSecurityException e) {
            throw Bug.because("a checked RSA key doesn't sign", e);
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
        RsaPaddings.check(algorithm);
        // One error for every cause, so that nobody learns which (Bleichenbacher, Manger).
        if (ciphertext.value().length != publicHalf.modulusBytes()) {
            throw Refusal.incorrect();
        }
        try {
            return RsaPaddings.cipher(
                            algorithm,
                            publicHalf.cipher(),
                            Cipher.DECRYPT_MODE,
                            key,
                            publicHalf.random())
                    .doFinal(ciphertext.value());
        } catch (GeneralSecurityException | RuntimeException _) {
            // Providers differ in what they throw at a bad padding, some unchecked.
            throw Refusal.incorrect();
        }
    }

    @Override
    public String toString() {
        return "RsaKey[" + parameters.modulusBits() + " bits]";
    }
}
