package dev.keyward.issuers.acme;

import dev.keyward.crypto.certificates.Certificates;
import dev.keyward.crypto.certificates.KeyCertificate;
import dev.keyward.model.SecretAccess;
import dev.keyward.testing.SeededRandom;
import dev.keyward.testing.TlsContexts;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// An authority with one server under it, and clients that believe nobody else.
final class OneAuthority {
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
        return TlsContexts.trusting(authority.certificate());
    }

    /// A client of the JDK, which believes those.
    static Supplier<HttpClient> client(SSLContext tls) {
        return () ->
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .sslContext(tls)
                        .build();
    }

    SSLContext forServer() throws GeneralSecurityException, IOException {
        return TlsContexts.server(
                server.pkcs8().toByteArray(SecretAccess.request()), server.certificate());
    }
}
