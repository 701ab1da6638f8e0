package dev.keyward.server;

import dev.keyward.crypto.certificates.Certificates;
import dev.keyward.crypto.certificates.KeyCertificate;
import dev.keyward.server.http.ServerIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A server certificate for localhost, and clients that trust it.
public final class TestTls {
    private final KeyCertificate authority;
    private final KeyCertificate leaf;

    public TestTls() {
        Certificates certificates = new Certificates(new SecureRandom(), InstantSource.system());
        this.authority = certificates.newAuthority("test", Duration.ofDays(1));
        this.leaf =
                certificates.newServerCertificate(
                        authority, List.of("localhost", "127.0.0.1"), Duration.ofDays(1));
    }

    public ServerIdentity identity() {
        return new ServerIdentity(
                List.of(leaf.certificate(), authority.certificate()), leaf.privateKey());
    }

    public SSLContext client() throws GeneralSecurityException, IOException {
        return trusting(authority.certificate());
    }

    /// What trusts the authority in a PEM file, and nothing else.
    public static SSLContext trusting(Path authority) throws GeneralSecurityException, IOException {
        try (InputStream pem = Files.newInputStream(authority)) {
            return trusting(CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
    }

    private static SSLContext trusting(Certificate authority)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
