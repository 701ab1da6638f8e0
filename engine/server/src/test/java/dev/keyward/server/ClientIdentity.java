package dev.keyward.server;

import dev.keyward.crypto.certificates.X509Signer;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.certificates.KeyUsage;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// An application's key with its self-signed certificate, which it shows in a handshake or by an
/// assertion.
record ClientIdentity(PrivateKey key, byte[] certificate) {
    private static final char[] PASSWORD = {'x'};

    static ClientIdentity rsa(Instant from, Instant to) throws GeneralSecurityException {
        return of(new KeyParameters.Rsa(2048), "RSA", from, to);
    }

    static ClientIdentity ec(Instant from, Instant to) throws GeneralSecurityException {
        return of(new KeyParameters.Ec(Curve.P_256), "EC", from, to);
    }

    /// An EC one for today.
    static ClientIdentity today() throws GeneralSecurityException {
        Instant now = Instant.now();
        return ec(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(1)));
    }

    private static ClientIdentity of(KeyParameters kind, String algorithm, Instant from, Instant to)
            throws GeneralSecurityException {
        SecureRandom random = new SecureRandom();
        Keys keys = new Keys(random);
        SecretBytes pkcs8 = keys.generate(kind);
        byte[] certificate =
                new X509Signer(keys, random)
                        .selfSigned(
                                kind,
                                pkcs8,
                                new X509Properties(
                                        "CN=client",
                                        SubjectAlternativeNames.NONE,
                                        List.of(),
                                        List.of(KeyUsage.DIGITAL_SIGNATURE),
                                        1),
                                new X509Signer.Validity(from, to));
        return new ClientIdentity(
                KeyFactory.getInstance(algorithm)
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(pkcs8.toByteArray(SecretAccess.request()))),
                certificate);
    }

    /// Of an RSA one.
    RSAPublicKey publicKey() throws GeneralSecurityException {
        return (RSAPublicKey) certificate(new ByteArrayInputStream(certificate)).getPublicKey();
    }

    /// As Graph takes it.
    String keyCredential() {
        return "{\"type\":\"AsymmetricX509Cert\",\"usage\":\"Verify\",\"key\":\""
                + Base64.getEncoder().encodeToString(certificate)
                + "\"}";
    }

    /// `x5t#S256`.
    String thumbprint() throws GeneralSecurityException {
        return base64url(MessageDigest.getInstance("SHA-256").digest(certificate));
    }

    /// A JWS by this key.
    String sign(String header, String claims) throws GeneralSecurityException {
        String input = signingInput(header, claims);
        Signature signature =
                Signature.getInstance(
                        key.getAlgorithm().equals("RSA")
                                ? "SHA256withRSA"
                                : "SHA256withECDSAinP1363Format");
        signature.initSign(key);
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + base64url(signature.sign());
    }

    static String signingInput(String header, String claims) {
        return base64url(header.getBytes(StandardCharsets.UTF_8))
                + "."
                + base64url(claims.getBytes(StandardCharsets.UTF_8));
    }

    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// TLS that believes one authority.
    ///
    /// @param own what the client shows; null for nothing
    static SSLContext tls(Path authority, @Nullable ClientIdentity own)
            throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(authority)) {
            trusted.setCertificateEntry("authority", certificate(pem));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own == null ? null : own.keyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "client",
                key,
                PASSWORD,
                new Certificate[] {certificate(new ByteArrayInputStream(certificate))});
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(store, PASSWORD);
        return managers.getKeyManagers();
    }

    private static Certificate certificate(InputStream in) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
}
