package dev.keyward.model;

import java.util.Optional;

/// Algorithms of encrypt, decrypt, wrapKey and unwrapKey (RFC 7518 4.1 and 5.1; Key Vault REST;
/// draft-ietf-jose-pqc-kem).
public enum EncryptionAlgorithm {
    RSA1_5("RSA1_5", Mode.RSA, 0),
    RSA_OAEP("RSA-OAEP", Mode.RSA, 0),
    RSA_OAEP_256("RSA-OAEP-256", Mode.RSA, 0),
    A128GCM("A128GCM", Mode.GCM, 128),
    A192GCM("A192GCM", Mode.GCM, 192),
    A256GCM("A256GCM", Mode.GCM, 256),
    A128CBC("A128CBC", Mode.CBC, 128),
    A192CBC("A192CBC", Mode.CBC, 192),
    A256CBC("A256CBC", Mode.CBC, 256),
    A128CBCPAD("A128CBCPAD", Mode.CBC_PAD, 128),
    A192CBCPAD("A192CBCPAD", Mode.CBC_PAD, 192),
    A256CBCPAD("A256CBCPAD", Mode.CBC_PAD, 256),
    A128KW("A128KW", Mode.KEY_WRAP, 128),
    A192KW("A192KW", Mode.KEY_WRAP, 192),
    A256KW("A256KW", Mode.KEY_WRAP, 256),
    /// RFC 3394 under an AES key of any size.
    CKM_AES_KEY_WRAP("CKM_AES_KEY_WRAP", Mode.KEY_WRAP, 0),
    /// RFC 5649 under an AES key of any size.
    CKM_AES_KEY_WRAP_PAD("CKM_AES_KEY_WRAP_PAD", Mode.KEY_WRAP_PAD, 0),
    ECDH_ES_A128KW("ECDH-ES+A128KW", Mode.ECDH_ES, 128),
    ECDH_ES_A192KW("ECDH-ES+A192KW", Mode.ECDH_ES, 192),
    ECDH_ES_A256KW("ECDH-ES+A256KW", Mode.ECDH_ES, 256),
    ML_KEM_512_A128KW("ML-KEM-512+A128KW", Mode.ML_KEM, 128),
    ML_KEM_768_A192KW("ML-KEM-768+A192KW", Mode.ML_KEM, 192),
    ML_KEM_1024_A256KW("ML-KEM-1024+A256KW", Mode.ML_KEM, 256);

    private final String joseName;
    private final Mode mode;
    private final int keyBits;

    EncryptionAlgorithm(String joseName, Mode mode, int keyBits) {
        this.joseName = joseName;
        this.mode = mode;
        this.keyBits = keyBits;
    }

    /// What an algorithm does, whatever the size of its key.
    public enum Mode {
        RSA,
        /// NIST SP 800-38D; 96-bit iv, 128-bit tag.
        GCM,
        /// NIST SP 800-38A, for whole blocks only.
        CBC,
        /// The same with the padding of RFC 5652, 6.3.
        CBC_PAD,
        /// RFC 3394.
        KEY_WRAP,
        /// RFC 5649.
        KEY_WRAP_PAD,
        /// RFC 7518 4.6 on X25519 (RFC 8037 3.2).
        ECDH_ES,
        /// Encapsulation, KMAC256 and RFC 3394 (draft-ietf-jose-pqc-kem-05).
        ML_KEM
    }

    public String joseName() {
        return joseName;
    }

    public Mode mode() {
        return mode;
    }

    /// The AES key it needs or derives, in bits; 0 for RSA and where any size will do.
    public int keyBits() {
        return keyBits;
    }

    /// The key type it goes with.
    public String kty() {
        return switch (mode) {
            case RSA -> "RSA";
            case GCM, CBC, CBC_PAD, KEY_WRAP, KEY_WRAP_PAD -> "oct";
            case ECDH_ES -> "OKP";
            case ML_KEM -> "AKP";
        };
    }

    /// Whether it is for encrypt and decrypt.
    public boolean encrypts() {
        return switch (mode) {
            case RSA, GCM, CBC, CBC_PAD -> true;
            case KEY_WRAP, KEY_WRAP_PAD, ECDH_ES, ML_KEM -> false;
        };
    }

    /// Whether it is for wrapKey and unwrapKey.
    public boolean wraps() {
        return switch (mode) {
            case RSA, KEY_WRAP, KEY_WRAP_PAD, ECDH_ES, ML_KEM -> true;
            case GCM, CBC, CBC_PAD -> false;
        };
    }

    /// @param text in any letter case
    public static Optional<EncryptionAlgorithm> parse(String text) {
        for (EncryptionAlgorithm algorithm : values()) {
            if (algorithm.joseName.equalsIgnoreCase(text)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
