package dev.keyward.crypto;

import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import java.security.cert.X509Certificate;
import java.util.List;

/// A certificate with its private key.
///
/// @param pkcs8 DER
public record KeyCertificate(X509Certificate certificate, SecretBytes pkcs8) {
    /// @param certificatePem the first certificate in it counts
    /// @param keyPem PKCS#8, unencrypted
    /// @throws dev.keyward.model.VaultException with `BadParameter` if one can't be read or they
    ///   don't belong together
    public static KeyCertificate ofPem(String certificatePem, SecretBytes keyPem) {
        throw Bug.because("unfinished");
    }

    public String certificatePem() {
        throw Bug.because("unfinished");
    }

    public SecretBytes keyPem() {
        throw Bug.because("unfinished");
    }

    /// SHA-256 of the DER encoding, as `AB:CD:...`.
    public String fingerprint() {
        throw Bug.because("unfinished");
    }

    /// DNS names and IP addresses.
    public List<String> names() {
        throw Bug.because("unfinished");
    }
}
