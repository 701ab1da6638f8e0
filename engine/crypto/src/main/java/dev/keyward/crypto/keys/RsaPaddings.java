package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.model.Bug;
import dev.keyward.model.EncryptionAlgorithm;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/// The encryption paddings of RSA (RFC 8017, 7).
final class RsaPaddings {
    /// Bytes of EMSA-PKCS1-v1_5 and RSAES-PKCS1-v1_5 that aren't content (7.2.1, 9.2).
    static final int PKCS1_OVERHEAD = 11;

    private static final OAEPParameterSpec OAEP_SHA1 =
            new OAEPParameterSpec(
                    "SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);
    private static final OAEPParameterSpec OAEP_SHA256 =
            new OAEPParameterSpec(
                    "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private RsaPaddings() {}

    /// How much shorter than the modulus a plaintext has to be; for OAEP `2 hLen + 2` (7.1.1).
    static int overheadBytes(EncryptionAlgorithm algorithm) {
        return switch (algorithm) {
            case RSA1_5 -> PKCS1_OVERHEAD;
            case RSA_OAEP -> 42;
            case RSA_OAEP_256 -> 66;
            default -> throw Bug.because("an algorithm that was checked isn't one of RSA");
        };
    }

    /// @throws dev.keyward.model.VaultException with `BadParameter` for one of another kind of key
    static void check(EncryptionAlgorithm algorithm) {
        if (algorithm.mode() != EncryptionAlgorithm.Mode.RSA) {
            throw Refusal.wrongKey(algorithm);
        }
    }

    static Cipher cipher(
            EncryptionAlgorithm algorithm,
            Provider provider,
            int mode,
            Key key,
            SecureRandom random)
            throws GeneralSecurityException {
        return switch (algorithm) {
            case RSA1_5 -> {
                Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding", provider);
                cipher.init(mode, key, random);
                yield cipher;
            }
            case RSA_OAEP -> oaep(OAEP_SHA1, provider, mode, key, random);
            case RSA_OAEP_256 -> oaep(OAEP_SHA256, provider, mode, key, random);
            default -> throw Bug.because("an algorithm that was checked isn't one of RSA");
        };
    }

    /// The parameters are always given: without them providers differ in the hash of MGF1.
    private static Cipher oaep(
            OAEPParameterSpec hashes, Provider provider, int mode, Key key, SecureRandom random)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
        cipher.init(mode, key, hashes, random);
        return cipher;
    }
}
