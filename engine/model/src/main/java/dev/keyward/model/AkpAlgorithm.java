package dev.keyward.model;

import java.util.Optional;

/// The algorithms of key type `AKP`, by the names of `alg` in its JWK: ML-DSA (FIPS 204, RFC 9964)
/// and ML-KEM (FIPS 203, draft-ietf-jose-pqc-kem).
public enum AkpAlgorithm {
    ML_DSA_44("ML-DSA-44", 32, 1312, 2420),
    ML_DSA_65("ML-DSA-65", 32, 1952, 3309),
    ML_DSA_87("ML-DSA-87", 32, 2592, 4627),
    ML_KEM_512("ML-KEM-512", 64, 800, 768),
    ML_KEM_768("ML-KEM-768", 64, 1184, 1088),
    ML_KEM_1024("ML-KEM-1024", 64, 1568, 1568);

    private final String joseName;
    private final int seedBytes;
    private final int publicBytes;
    private final int resultBytes;

    AkpAlgorithm(String joseName, int seedBytes, int publicBytes, int resultBytes) {
        this.joseName = joseName;
        this.seedBytes = seedBytes;
        this.publicBytes = publicBytes;
        this.resultBytes = resultBytes;
    }

    public String joseName() {
        return joseName;
    }

    /// The length of the seed a private key is made from.
    public int seedBytes() {
        return seedBytes;
    }

    /// The length of `pub`.
    public int publicBytes() {
        return publicBytes;
    }

    /// The length of a signature, or of a KEM ciphertext.
    public int resultBytes() {
        return resultBytes;
    }

    /// Whether it signs; the others encapsulate keys.
    public boolean isSignature() {
        return switch (this) {
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> true;
            case ML_KEM_512, ML_KEM_768, ML_KEM_1024 -> false;
        };
    }

    /// @param text in any letter case
    public static Optional<AkpAlgorithm> parse(String text) {
        for (AkpAlgorithm algorithm : values()) {
            if (algorithm.joseName.equalsIgnoreCase(text)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
