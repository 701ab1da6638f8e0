package dev.keyward.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Which X.509 certificate it is: SHA-256 of its DER encoding, as JOSE writes it (`x5t#S256`, RFC
/// 7515 4.1.8), in base64url without padding.
public record CertificateThumbprint(String value) {
    private static final int LENGTH = 43;

    public CertificateThumbprint {
        if (!isThumbprint(value)) {
            throw new VaultException(
                    new VaultError.BadParameter("x5t#S256", "a SHA-256 in base64url"));
        }
    }

    /// Of a certificate.
    public static CertificateThumbprint of(byte[] der) {
        try {
            return new CertificateThumbprint(
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(MessageDigest.getInstance("SHA-256").digest(der)));
        } catch (NoSuchAlgorithmException impossible) {
            throw Bug.because("SHA-256 belongs to every JDK", impossible);
        }
    }

    public static boolean isThumbprint(String text) {
        return text.length() == LENGTH && text.matches("[A-Za-z0-9_-]+");
    }
}
