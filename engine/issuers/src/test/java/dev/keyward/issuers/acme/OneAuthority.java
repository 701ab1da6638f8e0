package dev.keyward.issuers.acme;

import dev.keyward.crypto.Certificates;
import dev.keyward.crypto.KeyCertificate;
import dev.keyward.model.SecretAccess;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// An authority with one server under it, and clients that believe nobody else.
final class OneAuthority {
    private static final char[] PASSWORD = {'x'};

    final KeyCertificate server;
    private final KeyCertificate authority;

    OneAuthority() {
        Certificates certificates = new Certificates(new SeededRandom(5), InstantSource.system());
        authority = certificates.newAuthority("ACME test", Duration.ofDays(2));
        server =
                certificates.newServerCertificate(
                        authority, List.of("localhost", "127.0.0.1"), Duration.ofDays(1));
    }

    SSLContext forClients() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority.certificate());
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        return tls;
    }

    SSLContext forServer() throws GeneralSecurityException, IOException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                "own",
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(
                                        server.pkcs8().toByteArray(SecretAccess.request()))),
                PASSWORD,
                new X509Certificate[] {server.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }
}
