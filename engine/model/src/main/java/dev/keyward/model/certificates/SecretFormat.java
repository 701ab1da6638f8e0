package dev.keyward.model.certificates;

import java.util.Optional;

/// In which form the secret beside a certificate holds its chain and key.
public enum SecretFormat {
    /// A PFX file in base64, without a password (RFC 7292).
    PKCS12("application/x-pkcs12"),
    /// PKCS#8 and certificates as text (RFC 7468).
    PEM("application/x-pem-file");

    private final String contentType;

    SecretFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /// @param contentType in any letter case
    public static Optional<SecretFormat> parse(String contentType) {
        for (SecretFormat format : values()) {
            if (format.contentType.equalsIgnoreCase(contentType)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
