package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Bug;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;

/// The public half of an RSA key.
///
/// @param key made by the key factory of `cipher`'s family
record RsaPublic(PublicKeyParts.Rsa parts, PublicKey key, Provider cipher, SecureRandom random)
        implements PublicHalf {
    int modulusBytes() {
        return parts.n().length;
    }

    void check(SignatureAlgorithm algorithm, byte[] digest) {
        if (!algorithm.kty().equals("RSA")) {
            throw Refusal.wrongKey(algorithm);
        }
        Digests.check(algorithm, digest);
    }

    @Override
    public boolean verify(SignatureAlgorithm algorithm, byte[] digest, byte[] signature) {
        check(algorithm, digest);
        // Length and range before anything else: no second encoding of the same signature.
        if (signature.length != modulusBytes()
                || Arrays.compareUnsigned(signature, parts.n()) >= 0) {
            return false;
        }
        byte[] block;
        try {
            Cipher raw = Cipher.getInstance("RSA/ECB/NoPadding", cipher);
            raw.init(Cipher.ENCRYPT_MODE, key);
            block = Numbers.fixed(raw.doFinal(signature), modulusBytes());
        } catch (GeneralSecurityException e) {
            throw Bug.because("the bare RSA operation fails within its range", e);
        }
        return switch (algorithm) {
            case PS256, PS384, PS512 -> Emsa.isPss(block, digest);
            case RS256, RS384, RS512 ->
                    MessageDigest.isEqual(
                            block, Emsa.pkcs1(Emsa.digestInfo(digest), modulusBytes()));
            case RSNULL -> MessageDigest.isEqual(block, bare(digest));
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
    }

    /// The block of `RSNULL`, whose caller brings the DigestInfo.
    byte[] bare(byte[] digestInfo) {
        int longest = modulusBytes() - RsaPaddings.PKCS1_OVERHEAD;
        if (digestInfo.length > longest) {
            throw Refusal.of("value", "at most " + longest + " bytes for RSNULL");
        }
        return Emsa.pkcs1(digestInfo, modulusBytes());
    }

    @Override
    public CipherParts encrypt(EncryptionAlgorithm algorithm, CipherParts plaintext) {
        RsaPaddings.check(algorithm);
        int longest = modulusBytes() - RsaPaddings.overheadBytes(algorithm);
        Refusal.unless(
                plaintext.value().length <= longest,
                "value",
                "at most " + longest + " bytes for " + algorithm.joseName());
        try {
            return CipherParts.of(
                    RsaPaddings.cipher(algorithm, cipher, Cipher.ENCRYPT_MODE, key, random)
                            .doFinal(plaintext.value()));
        } catch (GeneralSecurityException e) {
            throw Bug.because("a checked RSA key doesn't encrypt", e);
        }
    }
}
