package dev.keyward.issuers.acme;

import com.sun.net.httpserver.HttpServer;
import dev.keyward.model.SecretAccess;
import dev.keyward.testing.AcmeServer;
import dev.keyward.testing.NameServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// An ACME server that this machine answers for every name, by a plain web server.
final class Pebble implements AutoCloseable {
    private final AcmeServer server;
    private final OneAuthority authority;
    private final HttpServer web;

    private Pebble(AcmeServer server, OneAuthority authority, HttpServer web) {
        this.server = server;
        this.authority = authority;
        this.web = web;
    }

    /// @param answers to tokens
    static Pebble start(Path directory, boolean binding, Function<String, Optional<String>> answers)
            throws Exception {
        return start(directory, binding, answers, null);
    }

    /// @param names looks names up, in place of a server that finds this machine everywhere
    static Pebble start(
            Path directory,
            boolean binding,
            Function<String, Optional<String>> answers,
            @Nullable NameServer names)
            throws Exception {
        OneAuthority authority = new OneAuthority();
        Files.writeString(directory.resolve("server.pem"), authority.server.certificatePem());
        Files.writeString(
                directory.resolve("server.key"),
                authority.server.keyPem().toUtf8(SecretAccess.request()));
        HttpServer web = answering(answers);
        return new Pebble(
                AcmeServer.start(directory, binding, web.getAddress().getPort(), names),
                authority,
                web);
    }

    private static HttpServer answering(Function<String, Optional<String>> answers)
            throws IOException {
        HttpServer web =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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
        return access(AcmeOrders.OVER_HTTP);
    }

    AcmeAccess access(AcmeAnswers answers) throws Exception {
        SSLContext tls = authority.forClients();
        return new AcmeAccess(
                this::isHere, OneAuthority.client(tls), InetAddress::getByName, answers);
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
