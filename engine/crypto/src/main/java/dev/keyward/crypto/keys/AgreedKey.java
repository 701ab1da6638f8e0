package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.model.Bug;
import dev.keyward.model.EncryptionAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bouncycastle.crypto.macs.KMAC;
import org.bouncycastle.crypto.params.KeyParameter;

/// The AES key that wraps another one, derived from a secret two sides share.
final class AgreedKey {
    private AgreedKey() {}

    /// Agrees, derives, works, and wipes what lay between.
    static <T> T use(
            Supplier<byte[]> agree, Function<byte[], byte[]> derive, Function<byte[], T> work) {
        byte[] secret = agree.get();
        try {
            byte[] key = derive.apply(secret);
            try {
                return work.apply(key);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// The Concat KDF of RFC 7518 4.6.2 with empty `apu` and `apv`: one round of SHA-256, since no
    /// key here is longer.
    static byte[] concatKdf(byte[] secret, EncryptionAlgorithm algorithm) {
        byte[] name = name(algorithm);
        byte[] info =
                ByteBuffer.allocate(4 + name.length + 4 + 4 + 4)
                        .putInt(name.length)
                        .put(name)
                        .putInt(0)
                        .putInt(0)
                        .putInt(algorithm.keyBits())
                        .array();
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(new byte[] {0, 0, 0, 1});
            hash.update(secret);
            return cut(hash.digest(info), algorithm.keyBits() / Byte.SIZE);
        } catch (NoSuchAlgorithmException e) {
            throw Bug.because("SHA-256 belongs to every JDK", e);
        }
    }

    /// KMAC256 (NIST SP 800-185) as draft-ietf-jose-pqc-kem-05, 5.1, uses it: over the algorithm's
    /// name with its length and the length of the key, without parties and without a label.
    static byte[] kmac(byte[] secret, EncryptionAlgorithm algorithm) {
        byte[] name = name(algorithm);
        byte[] info =
                ByteBuffer.allocate(4 + name.length + 4)
                        .putInt(name.length)
                        .put(name)
                        .putInt(algorithm.keyBits())
                        .array();
        KMAC mac = new KMAC(256, new byte[0]);
        mac.init(new KeyParameter(secret));
        mac.update(info, 0, info.length);
        byte[] key = new byte[algorithm.keyBits() / Byte.SIZE];
        mac.doFinal(key, 0, key.length);
        return key;
    }

    static void onlyValue(CipherParts parts) {
        Refusal.unless(
                parts.iv() == null && parts.tag() == null && parts.aad() == null,
                "iv, tag and aad",
                "absent for a key wrap");
    }

    private static byte[] name(EncryptionAlgorithm algorithm) {
        return algorithm.joseName().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] cut(byte[] bytes, int length) {
        byte[] key = Arrays.copyOf(bytes, length);
        Arrays.fill(bytes, (byte) 0);
        return key;
    }
}
