package dev.keyward.crypto.transport;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.files.ImportedKey;
import dev.keyward.crypto.files.PrivateKeyInfos;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.AesModes;
import dev.keyward.crypto.keys.CipherParts;
import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/// `CKM_RSA_AES_KEY_WRAP` (PKCS#11 3.1, 6.1.21): a fresh AES-256 key under RSAES-OAEP with SHA-1,
/// followed by the transferred key under AES key wrap with padding (RFC 5649).
///
/// Transferred is a PKCS#8, or the bare bytes of a symmetric key.
public final class KeyTransfer {
    private static final int FRESH_KEY_BYTES = 32;

    private KeyTransfer() {}

    /// Wraps a key for its way; whoever sends it does this where the key is.
    ///
    /// @param exchangeKey the receiver's
    public static byte[] wrap(
            Keys keys, PublicKeyParts.Rsa exchangeKey, ImportedKey key, SecureRandom random) {
        byte[] fresh = new byte[FRESH_KEY_BYTES];
        random.nextBytes(fresh);
        try {
            byte[] head =
                    keys.openPublic(exchangeKey)
                            .encrypt(EncryptionAlgorithm.RSA_OAEP, CipherParts.of(fresh))
                            .value();
            byte[] wrapped =
                    key.pkcs8()
                            .use(
                                    SecretAccess.request(),
                                    bytes -> AesModes.wrapPadded(fresh, bytes));
            return AesModes.join(head, wrapped);
        } finally {
            Arrays.fill(fresh, (byte) 0);
        }
    }

    /// Unwraps a key that was sent.
    ///
    /// @param exchangeKey the receiver's, an RSA key
    /// @param kty of the key that is expected, such as `EC`
    /// @return unchecked, for [KeyImport][dev.keyward.crypto.files.KeyImport]
    /// @throws VaultException with `ParameterIncorrect`, whatever went wrong
    public static PrivateKeyParts unwrap(CryptoKey exchangeKey, byte[] ciphertext, String kty) {
        int headBytes =
                exchangeKey.publicParts() instanceof PublicKeyParts.Rsa rsa ? rsa.n().length : 0;
        if (headBytes == 0 || ciphertext.length <= headBytes) {
            throw Refusal.incorrect();
        }
        byte[] fresh =
                exchangeKey.decrypt(
                        EncryptionAlgorithm.RSA_OAEP,
                        CipherParts.of(Arrays.copyOf(ciphertext, headBytes)));
        byte[] content;
        try {
            if (fresh.length != 16 && fresh.length != 24 && fresh.length != 32) {
                throw Refusal.incorrect();
            }
            content =
                    AesModes.unwrapPadded(
                            fresh, Arrays.copyOfRange(ciphertext, headBytes, ciphertext.length));
        } finally {
            Arrays.fill(fresh, (byte) 0);
        }
        if (kty.equalsIgnoreCase("oct")) {
            return new PrivateKeyParts.Oct(SecretBytes.adopt(content));
        }
        try {
            return read(content, kty);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static PrivateKeyParts read(byte[] pkcs8, String kty) {
        PrivateKeyParts parts;
        try {
            parts = PrivateKeyInfos.parts(PrivateKeyInfo.getInstance(pkcs8));
        } catch (IOException | RuntimeException _) {
            // What Bouncy Castle says may tell of the content.
            throw Refusal.incorrect();
        }
        String found =
                switch (parts) {
                    case PrivateKeyParts.Rsa _ -> "RSA";
                    case PrivateKeyParts.Ec _ -> "EC";
                    case PrivateKeyParts.Oct _ -> "oct";
                    case PrivateKeyParts.Akp _ -> "AKP";
                    case PrivateKeyParts.Okp _ -> "OKP";
                };
        if (!found.equalsIgnoreCase(kty)) {
            parts.close();
            throw Refusal.incorrect();
        }
        return parts;
    }
}
