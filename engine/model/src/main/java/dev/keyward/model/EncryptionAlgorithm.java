package dev.keyward.model;

import java.util.Optional;

/// Algorithms of encrypt, decrypt, wrapKey and unwrapKey (RFC 7518 4.1).
public enum EncryptionAlgorithm {
    RSA1_5("RSA1_5"),
    RSA_OAEP("RSA-OAEP"),
    RSA_OAEP_256("RSA-OAEP-256");

    private final String joseName;

    EncryptionAlgorithm(String joseName) {
        this.joseName = joseName;
    }

    public String joseName() {
        return joseName;
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
