package dev.keyward.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.keyward.api.outside.OutsideRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/// A real HTTPS server on loopback, under an authority of its own, for what calls the world
/// outside.
public final class HttpsPeer implements AutoCloseable {
    private final HttpsServer server;
    private final X509Certificate authority;

    /// Answers one request.
    @FunctionalInterface
    public interface Page {
        void answer(HttpExchange exchange) throws IOException;
    }

    public HttpsPeer(Page page) throws IOException, GeneralSecurityException {
        PeerIdentity identity = new PeerIdentity("localhost");
        this.authority = identity.authority();
        this.server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity.tls()));
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
