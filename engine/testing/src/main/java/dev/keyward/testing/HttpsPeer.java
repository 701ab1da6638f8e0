package dev.keyward.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executors;

/// A real HTTPS server on loopback, for what calls the world outside.
public final class HttpsPeer implements Peer {
    private final HttpsServer server;
    private final X509Certificate authority;

    /// Answers one request.
    @FunctionalInterface
    public interface Page {
        void answer(HttpExchange exchange) throws IOException;
    }

    /// @param identity good for `localhost`
    public HttpsPeer(Identity identity, Page page) throws IOException {
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

    @Override
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public X509Certificate authority() {
        return authority;
    }

    public String url() {
        return "https://localhost:" + port();
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
