package dev.keyward.issuers.acme;

import com.sun.net.httpserver.HttpServer;
import dev.keyward.crypto.Certificates;
import dev.keyward.crypto.KeyCertificate;
import dev.keyward.model.SecretAccess;
import dev.keyward.testing.AcmeServer;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// An ACME server that this machine answers for every name, by a plain web server.
final class Pebble implements AutoCloseable {
    private final AcmeServer server;
    private final KeyCertificate authority;
    private final HttpServer web;

    private Pebble(AcmeServer server, KeyCertificate authority, HttpServer web) {
        this.server = server;
        this.authority = authority;
        this.web = web;
    }

    /// @param answers to tokens
    static Pebble start(Path directory, boolean binding, Function<String, Optional<String>> answers)
            throws Exception {
        SeededRandom random = new SeededRandom(5);
        Certificates certificates = new Certificates(random, InstantSource.system());
        KeyCertificate authority = certificates.newAuthority("Pebble test", Duration.ofDays(2));
        KeyCertificate own =
                certificates.newServerCertificate(
                        authority, List.of("localhost", "127.0.0.1"), Duration.ofDays(1));
        Files.writeString(directory.resolve("server.pem"), own.certificatePem());
        Files.writeString(
                directory.resolve("server.key"), own.keyPem().toUtf8(SecretAccess.request()));
        HttpServer web = answering(answers);
        return new Pebble(
                AcmeServer.start(directory, binding, web.getAddress().getPort()), authority, web);
    }

    private static HttpServer answering(Function<String, Optional<String>> answers)
            throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        web.createContext(
                "/.well-known/acme-challenge/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    Optional<String> answer =
                            answers.apply(path.substring(path.lastIndexOf('/') + 1));
                    byte[] body = answer.orElse("").getBytes(StandardCharsets.US_ASCII);
                    exchange.sendResponseHeaders(
                            answer.isPresent() ? 200 : 404, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        web.start();
        return web;
    }

    String directory() {
        return server.directory();
    }

    String host() {
        return server.host();
    }

    /// To this server and no other.
    AcmeAccess access() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority.certificate());
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        return new AcmeAccess(this::isHere, () -> tls, true);
    }

    boolean isHere(URI url) {
        return host().equals(url.getAuthority());
    }

    @Override
    public void close() {
        web.stop(0);
        server.close();
    }
}
