package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.model.Bug;
import dev.keyward.model.EncryptionAlgorithm;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The modes of AES, with exact checks of every length; all from the JDK, which is the fastest at
/// them (performance.md, section 2).
public final class AesModes {
    static final int BLOCK_BYTES = 16;

    /// 96 bits: the length that needs no further hashing (SP 800-38D 5.2.1.1).
    private static final int GCM_IV_BYTES = 12;

    private static final int GCM_TAG_BYTES = 16;

    /// Half a block, the unit of RFC 3394.
    private static final int WRAP_UNIT_BYTES = 8;

    private AesModes() {}

    static CipherParts encrypt(
            EncryptionAlgorithm algorithm, byte[] key, CipherParts plain, SecureRandom random) {
        noTag(plain);
        return switch (algorithm.mode()) {
            case GCM -> {
                // A repeated iv gives the key away, so no caller chooses it (SP 800-38D 8).
                Refusal.unless(plain.iv() == null, "iv", "absent: the service makes it");
                byte[] iv = fresh(GCM_IV_BYTES, random);
                byte[] sealed = gcm(Cipher.ENCRYPT_MODE, key, iv, plain.aad(), plain.value());
                int length = sealed.length - GCM_TAG_BYTES;
                yield new CipherParts(
                        Arrays.copyOf(sealed, length),
                        iv,
                        Arrays.copyOfRange(sealed, length, sealed.length),
                        plain.aad());
            }
            case CBC, CBC_PAD -> {
                noAad(plain);
                // Some clients mean to send one and don't (known-client-quirks.md, section 7).
                byte[] iv = plain.iv() == null ? fresh(BLOCK_BYTES, random) : plain.iv();
                checkIv(algorithm, iv, BLOCK_BYTES);
                if (algorithm.mode() == EncryptionAlgorithm.Mode.CBC) {
                    wholeUnits(algorithm, plain.value(), BLOCK_BYTES, BLOCK_BYTES);
                }
                yield new CipherParts(
                        cbc(algorithm, Cipher.ENCRYPT_MODE, key, iv, plain.value()),
                        iv,
                        null,
                        null);
            }
            case KEY_WRAP -> {
                onlyValue(plain);
                wholeUnits(algorithm, plain.value(), WRAP_UNIT_BYTES, 2 * WRAP_UNIT_BYTES);
                yield CipherParts.of(wrap(key, plain.value()));
            }
            case KEY_WRAP_PAD -> {
                onlyValue(plain);
                Refusal.unless(plain.value().length > 0, "value", "1 byte long at least");
                yield CipherParts.of(
                        run("AES/KWP/NoPadding", Cipher.ENCRYPT_MODE, key, null, plain.value()));
            }
            case RSA, ECDH_ES, ML_KEM -> throw Refusal.wrongKey(algorithm);
        };
    }

    static byte[] decrypt(EncryptionAlgorithm algorithm, byte[] key, CipherParts sealed) {
        return switch (algorithm.mode()) {
            case GCM -> {
                checkIv(algorithm, sealed.iv(), GCM_IV_BYTES);
                byte[] tag = sealed.tag();
                Refusal.unless(
                        tag != null && tag.length == GCM_TAG_BYTES,
                        "tag",
                        GCM_TAG_BYTES + " bytes long for " + algorithm.joseName());
                byte[] whole = join(sealed.value(), tag == null ? new byte[0] : tag);
                byte[] iv = sealed.iv() == null ? new byte[0] : sealed.iv();
                try {
                    yield gcm(Cipher.DECRYPT_MODE, key, iv, sealed.aad(), whole);
                } catch (CannotOpen _) {
                    throw Refusal.incorrect();
                }
            }
            case CBC, CBC_PAD -> {
                noTag(sealed);
                noAad(sealed);
                checkIv(algorithm, sealed.iv(), BLOCK_BYTES);
                byte[] iv = sealed.iv() == null ? new byte[0] : sealed.iv();
                // The JDK takes an empty ciphertext for an empty plaintext.
                if (sealed.value().length == 0 || sealed.value().length % BLOCK_BYTES != 0) {
                    throw Refusal.incorrect();
                }
                try {
                    yield cbc(algorithm, Cipher.DECRYPT_MODE, key, iv, sealed.value());
                } catch (CannotOpen _) {
                    throw Refusal.incorrect();
                }
            }
            case KEY_WRAP -> {
                onlyValue(sealed);
                yield unwrap(key, sealed.value());
            }
            case KEY_WRAP_PAD -> {
                onlyValue(sealed);
                yield opened("AES/KWP/NoPadding", key, sealed.value(), 2 * WRAP_UNIT_BYTES);
            }
            case RSA, ECDH_ES, ML_KEM -> throw Refusal.wrongKey(algorithm);
        };
    }

    /// RFC 3394.
    static byte[] wrap(byte[] key, byte[] value) {
        return run("AES/KW/NoPadding", Cipher.ENCRYPT_MODE, key, null, value);
    }

    /// RFC 3394.
    ///
    /// @throws dev.keyward.model.VaultException with `ParameterIncorrect`
    static byte[] unwrap(byte[] key, byte[] wrapped) {
        return opened("AES/KW/NoPadding", key, wrapped, 3 * WRAP_UNIT_BYTES);
    }

    /// RFC 5649.
    ///
    /// @throws dev.keyward.model.VaultException with `ParameterIncorrect`
    public static byte[] unwrapPadded(byte[] key, byte[] wrapped) {
        return opened("AES/KWP/NoPadding", key, wrapped, 2 * WRAP_UNIT_BYTES);
    }

    /// RFC 5649.
    public static byte[] wrapPadded(byte[] key, byte[] value) {
        return run("AES/KWP/NoPadding", Cipher.ENCRYPT_MODE, key, null, value);
    }

    /// Checks what RFC 3394 takes.
    ///
    /// @throws dev.keyward.model.VaultException with `BadRequestText` for another length
    static void checkWrappable(EncryptionAlgorithm algorithm, byte[] value) {
        wholeUnits(algorithm, value, WRAP_UNIT_BYTES, 2 * WRAP_UNIT_BYTES);
    }

    private static byte[] opened(String transformation, byte[] key, byte[] wrapped, int shortest) {
        if (wrapped.length < shortest || wrapped.length % WRAP_UNIT_BYTES != 0) {
            throw Refusal.incorrect();
        }
        try {
            return run(transformation, Cipher.DECRYPT_MODE, key, null, wrapped);
        } catch (CannotOpen _) {
            throw Refusal.incorrect();
        }
    }

    private static byte[] gcm(
            int mode, byte[] key, byte[] iv, byte @Nullable [] aad, byte[] value) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(8 * GCM_TAG_BYTES, iv));
            if (aad != null) {
                cipher.updateAAD(aad);
            }
            return cipher.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw failed(mode, e);
        }
    }

    private static byte[] cbc(
            EncryptionAlgorithm algorithm, int mode, byte[] key, byte[] iv, byte[] value) {
        return run(
                algorithm.mode() == EncryptionAlgorithm.Mode.CBC
                        ? "AES/CBC/NoPadding"
                        : "AES/CBC/PKCS5Padding",
                mode,
                key,
                new IvParameterSpec(iv),
                value);
    }

    private static byte[] run(
            String transformation,
            int mode,
            byte[] key,
            @Nullable AlgorithmParameterSpec iv,
            byte[] value) {
        try {
            Cipher cipher = Cipher.getInstance(transformation);
            cipher.init(mode, new SecretKeySpec(key, "AES"), iv);
            return cipher.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw failed(mode, e);
        }
    }

    /// Only decryption can fail, once the lengths are right.
    private static RuntimeException failed(int mode, GeneralSecurityException e) {
        return mode == Cipher.DECRYPT_MODE
                ? new CannotOpen()
                : Bug.because("AES belongs to every JDK", e);
    }

    /// Carries no cause, so that none gets out.
    private static final class CannotOpen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotOpen() {
            super(null, null, false, false);
        }
    }

    private static void wholeUnits(
            EncryptionAlgorithm algorithm, byte[] value, int unit, int shortest) {
        if (value.length < shortest || value.length % unit != 0) {
            throw Refusal.length(
                    value.length,
                    algorithm.joseName()
                            + " requires a multiple of "
                            + unit
                            + " bytes, at least "
                            + shortest);
        }
    }

    private static void checkIv(EncryptionAlgorithm algorithm, byte @Nullable [] iv, int length) {
        Refusal.unless(
                iv != null && iv.length == length,
                "iv",
                length + " bytes long for " + algorithm.joseName());
    }

    private static void onlyValue(CipherParts parts) {
        Refusal.unless(parts.iv() == null, "iv", "absent for a key wrap");
        noTag(parts);
        noAad(parts);
    }

    private static void noTag(CipherParts parts) {
        Refusal.unless(parts.tag() == null, "tag", "absent here");
    }

    private static void noAad(CipherParts parts) {
        Refusal.unless(parts.aad() == null, "aad", "absent but for GCM");
    }

    private static byte[] fresh(int length, SecureRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    public static byte[] join(byte[] first, byte[] second) {
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        return whole;
    }
}
