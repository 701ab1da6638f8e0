package dev.keyward.vault.keys;

import dev.keyward.crypto.keys.CipherParts;
import dev.keyward.crypto.keys.ContextSigner;
import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.function.Supplier;

/// A key that was found fit for one operation at this moment: live, enabled, within its time, and
/// meant for it. What is left to check is algorithm and sizes (data-plane-keys.md, section 4),
/// whose messages name the key by its full id.
public final class KeyUse {
    private static final int PKCS1_OVERHEAD = 11;
    private static final int OAEP_SHA1_OVERHEAD = 42;
    private static final int OAEP_SHA256_OVERHEAD = 66;

    private final Key key;
    private final KeyOperation operation;
    private final CryptoKey crypto;
    private final Supplier<FailureBudget> budget;

    /// @param budget looked up where an algorithm needs it
    KeyUse(Key key, KeyOperation operation, CryptoKey crypto, Supplier<FailureBudget> budget) {
        this.key = key;
        this.operation = operation;
        this.crypto = crypto;
        this.budget = budget;
    }

    public Key key() {
        return key;
    }

    /// @param kid for messages
    /// @throws VaultException with `BadRequestText` or `BadParameter`
    public byte[] sign(String kid, SignatureAlgorithm algorithm, byte[] digest) {
        check(kid, algorithm, "value", digest);
        return crypto.sign(algorithm, digest);
    }

    /// @param kid for messages
    /// @throws VaultException with `BadRequestText` or `BadParameter`; a wrong signature is no
    ///   error
    public boolean verify(
            String kid, SignatureAlgorithm algorithm, byte[] digest, byte[] signature) {
        check(kid, algorithm, "digest", digest);
        return crypto.verify(algorithm, digest, signature);
    }

    /// What ML-DSA can do beyond signing a message: bind a context, and sign `mu`.
    ///
    /// @throws VaultException with `BadParameter` if the key is of another kind
    public ContextSigner contextSigner() {
        if (crypto instanceof ContextSigner signer) {
            return signer;
        }
        throw new VaultException(
                new VaultError.BadParameter(
                        "external_mu and context", "absent but for ML-DSA keys"));
    }

    /// Checks the algorithm alone, for a signature that [#contextSigner] makes.
    ///
    /// @param kid for messages
    /// @throws VaultException with `BadRequestText`
    public void check(String kid, SignatureAlgorithm algorithm) {
        if (!algorithm.kty().equals(key.parameters().kty())) {
            throw incompatibleType("signing", kid, algorithm.joseName(), algorithm.kty());
        }
        switch (key.parameters()) {
            case KeyParameters.Ec ec -> checkCurve(kid, algorithm, ec);
            case KeyParameters.Akp akp -> checkAlgorithm(kid, algorithm, akp);
            case KeyParameters.Oct oct -> checkSize(kid, algorithm, oct);
            case KeyParameters.Rsa _, KeyParameters.Okp _ -> {}
        }
    }

    private static void checkCurve(String kid, SignatureAlgorithm algorithm, KeyParameters.Ec ec) {
        if (algorithm.curve().isPresent() && algorithm.curve().get() != ec.curve()) {
            throw incompatible(
                    "signing",
                    kid,
                    "uses curve '" + ec.curve().joseName() + "'",
                    algorithm.joseName(),
                    "curve '" + algorithm.curve().get().joseName() + "'");
        }
    }

    private static void checkAlgorithm(
            String kid, SignatureAlgorithm algorithm, KeyParameters.Akp akp) {
        String own = akp.algorithm().joseName();
        if (!own.equals(algorithm.joseName())) {
            throw incompatible(
                    "signing",
                    kid,
                    "uses algorithm '" + own + "'",
                    algorithm.joseName(),
                    "algorithm '" + algorithm.joseName() + "'");
        }
    }

    private static void checkSize(String kid, SignatureAlgorithm algorithm, KeyParameters.Oct oct) {
        int least =
                switch (algorithm) {
                    case HS384 -> 384;
                    case HS512 -> 512;
                    default -> 256;
                };
        if (oct.bits() < least) {
            throw incompatible(
                    "signing",
                    kid,
                    "has an incorrect key size of '" + oct.bits() + "'",
                    algorithm.joseName(),
                    "key size '" + least + "' or more");
        }
    }

    /// Encrypts or wraps.
    ///
    /// @param kid for messages
    /// @throws VaultException with `BadRequestText` or `BadParameter`
    public CipherParts encrypt(String kid, EncryptionAlgorithm algorithm, CipherParts plaintext) {
        check(kid, algorithm);
        if (key.parameters() instanceof KeyParameters.Rsa rsa) {
            checkRoom(rsa, algorithm, plaintext.value().length);
        }
        return crypto.encrypt(algorithm, plaintext);
    }

    private static void checkRoom(
            KeyParameters.Rsa rsa, EncryptionAlgorithm algorithm, int length) {
        int overhead =
                switch (algorithm) {
                    case RSA1_5 -> PKCS1_OVERHEAD;
                    case RSA_OAEP -> OAEP_SHA1_OVERHEAD;
                    default -> OAEP_SHA256_OVERHEAD;
                };
        int most = rsa.modulusBits() / Byte.SIZE - overhead;
        if (length > most) {
            throw refused(
                    "Invalid length of 'value': "
                            + length
                            + " bytes. "
                            + algorithm.joseName()
                            + " with this key takes at most "
                            + most
                            + " bytes, encoded with base64url.");
        }
    }

    /// Decrypts or unwraps.
    ///
    /// @param kid for messages
    /// @return the caller owns it and should wipe it
    /// @throws VaultException with `BadRequestText` for an algorithm of another kind of key or
    ///   operation, `BadParameter` for an iv or tag of a wrong length, else `ParameterIncorrect`
    ///   whatever went wrong; `Throttled` after too many failures of a padding that tells of the
    ///   plaintext
    public byte[] decrypt(String kid, EncryptionAlgorithm algorithm, CipherParts ciphertext) {
        check(kid, algorithm);
        boolean tells =
                algorithm == EncryptionAlgorithm.RSA1_5
                        || algorithm.mode() == EncryptionAlgorithm.Mode.CBC_PAD;
        if (!tells) {
            return crypto.decrypt(algorithm, ciphertext);
        }
        FailureBudget failures = budget.get();
        failures.check();
        try {
            return crypto.decrypt(algorithm, ciphertext);
        } catch (VaultException refusal) {
            if (refusal.error() instanceof VaultError.ParameterIncorrect) {
                failures.failed();
            }
            throw refusal;
        }
    }

    private void check(String kid, EncryptionAlgorithm algorithm) {
        if (!algorithm.kty().equals(key.parameters().kty())) {
            throw incompatibleType("encryption", kid, algorithm.joseName(), algorithm.kty());
        }
        boolean meant =
                switch (operation) {
                    case ENCRYPT, DECRYPT -> algorithm.encrypts();
                    case WRAP_KEY, UNWRAP_KEY -> algorithm.wraps();
                    case SIGN, VERIFY, IMPORT, EXPORT -> false;
                };
        if (!meant) {
            throw new VaultException(
                    new VaultError.BadParameter(
                            "alg",
                            "an algorithm for "
                                    + operation.joseName()
                                    + ", which "
                                    + algorithm.joseName()
                                    + " isn't"));
        }
        if (key.parameters() instanceof KeyParameters.Oct oct
                && (algorithm.keyBits() == 0 ? !oct.isAes() : algorithm.keyBits() != oct.bits())) {
            throw incompatible(
                    "encryption",
                    kid,
                    "uses key size '" + oct.bits() + "'",
                    algorithm.joseName(),
                    "key size '"
                            + (algorithm.keyBits() == 0 ? "128, 192 or 256" : algorithm.keyBits())
                            + "'");
        }
    }

    private void check(String kid, SignatureAlgorithm algorithm, String member, byte[] digest) {
        check(kid, algorithm);
        if (algorithm.digestBytes() != 0 && digest.length != algorithm.digestBytes()) {
            throw refused(
                    "Invalid length of '"
                            + member
                            + "': "
                            + digest.length
                            + " bytes. "
                            + algorithm.joseName()
                            + " requires "
                            + algorithm.digestBytes()
                            + " bytes, encoded with base64url.");
        }
    }

    private VaultException incompatibleType(
            String purpose, String kid, String algorithm, String needed) {
        return incompatible(
                purpose,
                kid,
                "is of type '" + key.kty() + "'",
                algorithm,
                "key type '" + needed + "'");
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
