package dev.keyward.vault;

import dev.keyward.crypto.CryptoKey;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;

/// A key that was found fit for one operation at this moment: live, enabled, within its time, and
/// meant for it. What is left to check is algorithm and sizes (data-plane-keys, section 4), whose
/// messages name the key by its full id.
public final class KeyUse {
    private static final int PKCS1_OVERHEAD = 11;
    private static final int OAEP_SHA1_OVERHEAD = 42;
    private static final int OAEP_SHA256_OVERHEAD = 66;

    private final Key key;
    private final CryptoKey crypto;

    KeyUse(Key key, CryptoKey crypto) {
        this.key = key;
        this.crypto = crypto;
    }

    public Key key() {
        return key;
    }

    /// @param kid for messages
    /// @throws VaultException with `BadRequestText`
    public byte[] sign(String kid, SignatureAlgorithm algorithm, byte[] digest) {
        check(kid, algorithm, "value", digest);
        return crypto.sign(algorithm, digest);
    }

    /// @param kid for messages
    /// @throws VaultException with `BadRequestText`; a wrong signature is no error
    public boolean verify(
            String kid, SignatureAlgorithm algorithm, byte[] digest, byte[] signature) {
        check(kid, algorithm, "digest", digest);
        return crypto.verify(algorithm, digest, signature);
    }

    /// Encrypts or wraps.
    ///
    /// @param kid for messages
    /// @throws VaultException with `BadRequestText`
    public byte[] encrypt(String kid, EncryptionAlgorithm algorithm, byte[] plaintext) {
        int bytes = modulusBytes(kid, algorithm);
        int most =
                switch (algorithm) {
                    case RSA1_5 -> bytes - PKCS1_OVERHEAD;
                    case RSA_OAEP -> bytes - OAEP_SHA1_OVERHEAD;
                    case RSA_OAEP_256 -> bytes - OAEP_SHA256_OVERHEAD;
                };
        if (plaintext.length > most) {
            throw refused(
                    "Invalid length of 'value': "
                            + plaintext.length
                            + " bytes. "
                            + algorithm.joseName()
                            + " with this key takes at most "
                            + most
                            + " bytes, encoded with base64url.");
        }
        return crypto.encrypt(algorithm, plaintext);
    }

    /// Decrypts or unwraps.
    ///
    /// @param kid for messages
    /// @return the caller owns it and should wipe it
    /// @throws VaultException with `BadRequestText` for an algorithm of another kind of key, else
    ///   `ParameterIncorrect` whatever went wrong
    public byte[] decrypt(String kid, EncryptionAlgorithm algorithm, byte[] ciphertext) {
        if (ciphertext.length != modulusBytes(kid, algorithm)) {
            throw new VaultException(new VaultError.ParameterIncorrect());
        }
        return crypto.decrypt(algorithm, ciphertext);
    }

    private void check(String kid, SignatureAlgorithm algorithm, String member, byte[] digest) {
        switch (key.parameters()) {
            case KeyParameters.Rsa _ -> {
                if (algorithm.curve().isPresent()) {
                    throw incompatible(
                            "signing", kid, "is of type 'RSA'", algorithm.name(), "key type 'EC'");
                }
            }
            case KeyParameters.Ec ec -> {
                if (algorithm.curve().isEmpty()) {
                    throw incompatible(
                            "signing", kid, "is of type 'EC'", algorithm.name(), "key type 'RSA'");
                }
                if (algorithm.curve().get() != ec.curve()) {
                    throw incompatible(
                            "signing",
                            kid,
                            "uses curve '" + ec.curve().joseName() + "'",
                            algorithm.name(),
                            "curve '" + algorithm.curve().get().joseName() + "'");
                }
            }
        }
        if (algorithm != SignatureAlgorithm.RSNULL && digest.length != algorithm.digestBytes()) {
            throw refused(
                    "Invalid length of '"
                            + member
                            + "': "
                            + digest.length
                            + " bytes. "
                            + algorithm.name()
                            + " requires "
                            + algorithm.digestBytes()
                            + " bytes, encoded with base64url.");
        }
    }

    private int modulusBytes(String kid, EncryptionAlgorithm algorithm) {
        return switch (key.parameters()) {
            case KeyParameters.Rsa rsa -> rsa.modulusBits() / Byte.SIZE;
            case KeyParameters.Ec _ ->
                    throw incompatible(
                            "encryption",
                            kid,
                            "is of type 'EC'",
                            algorithm.joseName(),
                            "key type 'RSA'");
        };
    }

    private static VaultException incompatible(
            String purpose, String kid, String fact, String algorithm, String needs) {
        return refused(
                "Key and "
                        + purpose
                        + " algorithm are incompatible. Key "
                        + kid
                        + " "
                        + fact
                        + ", and algorithm '"
                        + algorithm
                        + "' can only be used with "
                        + needs
                        + ".");
    }

    private static VaultException refused(String message) {
        return new VaultException(new VaultError.BadRequestText(message));
    }
}
