package dev.keyward.model;

import java.util.Optional;

/// How a released key is wrapped for its target: an AES-256 key under RSA-OAEP, and the key itself
/// under that with AES-KWP (RFC 5649; PKCS#11 3.0, CKM_RSA_AES_KEY_WRAP).
public enum TransportAlgorithm {
    /// OAEP with SHA-1.
    CKM_RSA_AES_KEY_WRAP("SHA-1"),
    /// OAEP with SHA-256.
    RSA_AES_KEY_WRAP_256("SHA-256"),
    /// OAEP with SHA-384.
    RSA_AES_KEY_WRAP_384("SHA-384");

    private final String digest;

    TransportAlgorithm(String digest) {
        this.digest = digest;
    }

    /// The hash of OAEP and of its MGF1.
    public String digest() {
        return digest;
    }

    /// @param text in any letter case
    public static Optional<TransportAlgorithm> parse(String text) {
        for (TransportAlgorithm algorithm : values()) {
            if (algorithm.name().equalsIgnoreCase(text)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
