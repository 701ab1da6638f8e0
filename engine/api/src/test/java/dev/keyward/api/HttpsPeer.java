package dev.keyward.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.keyward.api.outside.OutsideRules;
import dev.keyward.crypto.Certificates;
import dev.keyward.crypto.KeyCertificate;
import dev.keyward.model.SecretAccess;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A real HTTPS server on loopback, under an authority of its own, for what calls the world
/// outside.
public final class HttpsPeer implements AutoCloseable {
    private static final char[] NO_PASSWORD = {'x'};

    private final HttpsServer server;
    private final X509Certificate authority;

    /// Answers one request.
    @FunctionalInterface
    public interface Page {
        void answer(HttpExchange exchange) throws IOException;
    }

    public HttpsPeer(Page page) throws IOException, GeneralSecurityException {
        Certificates certificates = new Certificates(new SeededRandom(3), InstantSource.system());
        KeyCertificate root = certificates.newAuthority("Peer", Duration.ofDays(2));
        KeyCertificate leaf =
                certificates.newServerCertificate(root, List.of("localhost"), Duration.ofDays(1));
        this.authority = root.certificate();
        this.server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(leaf)));
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        page.answer(exchange);
                    }
                });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private static SSLContext context(KeyCertificate leaf)
            throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                "own",
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(
                                        leaf.pkcs8().toByteArray(SecretAccess.request()))),
                NO_PASSWORD,
                new X509Certificate[] {leaf.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "https://localhost:" + port();
    }

    /// Rules that allow calls of this server and of nobody else.
    public OutsideRules rules() {
        return new OutsideRules(Set.of("localhost:" + port()), List.of(authority), Map.of());
    }

    public static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
