package dev.keyward.crypto.memory;

import dev.keyward.model.Bug;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The symmetric primitives that sealing uses, all from the JDK: HMAC-SHA-256 (FIPS 198-1),
/// HKDF-SHA-256 (RFC 5869), AES-256-GCM (NIST SP 800-38D).
public final class Primitives {
    /// Bytes of every symmetric key here.
    public static final int KEY_BYTES = 32;

    /// 96 bits, the length that needs no further hashing (SP 800-38D 5.2.1.1).
    public static final int NONCE_BYTES = 12;

    public static final int TAG_BYTES = 16;

    private Primitives() {}

    public static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw Bug.because("HMAC-SHA-256 belongs to every JDK", e);
        }
    }

    /// @param salt empty for none
    public static byte[] hkdf(byte[] key, byte[] salt, byte[] info, int length) {
        try {
            HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract().addIKM(key);
            if (salt.length > 0) {
                extract.addSalt(salt);
            }
            return KDF.getInstance("HKDF-SHA256").deriveData(extract.thenExpand(info, length));
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw Bug.because("HKDF-SHA-256 belongs to JDK 25", e);
        }
    }

    /// Ciphertext and tag.
    public static byte[] gcmSeal(
            byte[] key, byte[] nonce, byte[] associatedData, byte[] plaintext) {
        try {
            return gcm(Cipher.ENCRYPT_MODE, key, nonce, associatedData).doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw Bug.because("AES-256-GCM belongs to every JDK", e);
        }
    }

    /// Empty if anything at all was changed.
    ///
    /// @param sealed ciphertext and tag
    public static Optional<byte[]> gcmOpen(
            byte[] key, byte[] nonce, byte[] associatedData, byte[] sealed) {
        if (nonce.length != NONCE_BYTES || sealed.length < TAG_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    gcm(Cipher.DECRYPT_MODE, key, nonce, associatedData).doFinal(sealed));
        } catch (AEADBadTagException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw Bug.because("AES-256-GCM belongs to every JDK", e);
        }
    }

    private static Cipher gcm(int mode, byte[] key, byte[] nonce, byte[] associatedData)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG_BYTES, nonce));
        cipher.updateAAD(associatedData);
        return cipher;
    }
}
