package dev.keyward.crypto.certificates;

import dev.keyward.crypto.encoding.Pem;
import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.files.ImportedKey;
import dev.keyward.crypto.files.KeyFiles;
import dev.keyward.crypto.files.KeyImport;
import dev.keyward.crypto.forms.Pkcs8;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/// A certificate with its private key.
///
/// @param pkcs8 DER
public record KeyCertificate(X509Certificate certificate, SecretBytes pkcs8) {
    /// @param certificatePem the first certificate in it counts
    /// @param keyPem unencrypted; RSA or EC
    /// @param random for the checks on the key
    /// @throws dev.keyward.model.VaultException with `BadParameter` if one can't be read or they
    ///   don't belong together
    public static KeyCertificate ofPem(
            String certificatePem, SecretBytes keyPem, SecureRandom random) {
        X509Certificate certificate = chain(certificatePem).getFirst();
        ImportedKey key = new KeyImport(random).check(KeyFiles.readPem(keyPem, null));
        byte[] spki = Pkcs8.subjectPublicKeyInfo(Pkcs8.publicParts(key.pkcs8()));
        Refusal.unless(
                Arrays.equals(spki, certificate.getPublicKey().getEncoded()),
                "private key",
                "the one of the certificate");
        return new KeyCertificate(certificate, key.pkcs8());
    }

    /// @param certificate just made, for this key
    static KeyCertificate ofDer(byte[] certificate, SecretBytes pkcs8) {
        try (ByteArrayInputStream in = new ByteArrayInputStream(certificate)) {
            return new KeyCertificate(
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in),
                    pkcs8);
        } catch (CertificateException | IOException e) {
            throw Bug.because("a certificate of our own can't be read", e);
        }
    }

    public String certificatePem() {
        return new String(Pem.write("CERTIFICATE", der()), StandardCharsets.US_ASCII);
    }

    /// PKCS#8 in PEM, unencrypted.
    public SecretBytes keyPem() {
        return pkcs8.use(
                SecretAccess.request(),
                bytes -> SecretBytes.adopt(Pem.write("PRIVATE KEY", bytes)));
    }

    /// The key as the JDK's TLS takes it.
    public PrivateKey privateKey() {
        return privateKey(certificate.getPublicKey().getAlgorithm(), pkcs8);
    }

    /// @param algorithm of the JDK, `RSA` or `EC`
    static PrivateKey privateKey(String algorithm, SecretBytes pkcs8) {
        byte[] bytes = pkcs8.toByteArray(SecretAccess.request());
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
            throw Bug.because("a checked key of a certificate is RSA or EC", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// SHA-256 of the DER encoding, as `AB:CD:...`.
    public String fingerprint() {
        try {
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(der()));
        } catch (GeneralSecurityException e) {
            throw Bug.because("SHA-256 belongs to every JDK", e);
        }
    }

    /// DNS names and IP addresses.
    public List<String> names() {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream().map(name -> String.valueOf(name.get(1))).toList();
        } catch (CertificateParsingException e) {
            throw Bug.because("a parsed certificate has malformed names", e);
        }
    }

    private byte[] der() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw Bug.because("a parsed certificate has an encoding", e);
        }
    }

    /// The certificates in a PEM file, in its order.
    ///
    /// @return not empty
    /// @throws dev.keyward.model.VaultException with `BadParameter` if they can't be read
    public static List<X509Certificate> chain(String pem) {
        try {
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(
                                    new ByteArrayInputStream(
                                            pem.getBytes(StandardCharsets.ISO_8859_1)))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException _) {
            // Said below.
        }
        throw Refusal.of("certificate", "an X.509 certificate in PEM");
    }
}
