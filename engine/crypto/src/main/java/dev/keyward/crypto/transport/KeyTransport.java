package dev.keyward.crypto.transport;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TransportAlgorithm;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/// Wraps a key for somebody outside, who holds an RSA key (PKCS#11 3.0, CKM_RSA_AES_KEY_WRAP): an
/// ephemeral AES-256 key under RSA-OAEP, then the key under that with AES-KWP (RFC 5649).
public final class KeyTransport {
    private static final int AES_BYTES = 32;
    private static final int SMALLEST_MODULUS_BITS = 2048;
    private static final int LARGEST_MODULUS_BITS = 16_384;

    private final SecureRandom random;

    public KeyTransport(SecureRandom random) {
        this.random = random;
    }

    /// @param n modulus of the receiver, 2048 bits at least, unsigned big-endian as is `e`
    /// @param key what is wrapped: PKCS#8, or the bare bytes of a symmetric key
    /// @throws VaultException with `BadParameter` if the receiver's key won't do
    public byte[] wrap(TransportAlgorithm algorithm, byte[] n, byte[] e, SecretBytes key) {
        PublicKey receiver = receiver(new BigInteger(1, n), new BigInteger(1, e));
        byte[] aes = new byte[AES_BYTES];
        random.nextBytes(aes);
        try {
            byte[] wrappedAes = oaep(algorithm, receiver).doFinal(aes);
            byte[] wrappedKey = key.use(SecretAccess.request(), bytes -> wrapped(aes, bytes));
            byte[] both = Arrays.copyOf(wrappedAes, wrappedAes.length + wrappedKey.length);
            System.arraycopy(wrappedKey, 0, both, wrappedAes.length, wrappedKey.length);
            return both;
        } catch (GeneralSecurityException impossible) {
            throw Bug.because("the JDK has RSA-OAEP", impossible);
        } finally {
            Arrays.fill(aes, (byte) 0);
        }
    }

    private static PublicKey receiver(BigInteger n, BigInteger e) {
        Refusal.unless(
                n.bitLength() >= SMALLEST_MODULUS_BITS && n.bitLength() <= LARGEST_MODULUS_BITS,
                "target",
                "a token whose RSA key has 2048 bits or more");
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(n, e));
        } catch (GeneralSecurityException malformed) {
            throw new VaultException(
                    new VaultError.BadParameter("target", "a token with a sound RSA key"));
        }
    }

    private Cipher oaep(TransportAlgorithm algorithm, PublicKey receiver)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                receiver,
                new OAEPParameterSpec(
                        algorithm.digest(),
                        "MGF1",
                        new MGF1ParameterSpec(algorithm.digest()),
                        PSource.PSpecified.DEFAULT),
                random);
        return cipher;
    }

    private static byte[] wrapped(byte[] aes, byte[] key) {
        try {
            Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(aes, "AES"));
            return cipher.doFinal(key);
        } catch (GeneralSecurityException impossible) {
            throw Bug.because("the JDK has AES-KWP", impossible);
        }
    }
}
