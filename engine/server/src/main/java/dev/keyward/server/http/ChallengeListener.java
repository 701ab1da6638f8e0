package dev.keyward.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// The one thing that is served without TLS: answers to HTTP-01 challenges (RFC 8555 8.3), which
/// are meant for everybody and tell nothing of a vault. Everything else is 404.
public final class ChallengeListener implements AutoCloseable {
    private static final String PATH = "/.well-known/acme-challenge/";
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Duration START = Duration.ofSeconds(30);
    private static final int IDLE_SECONDS = 10;
    private static final int LINE_BYTES = 1_024;
    private static final int HEADER_BYTES = 8_192;

    /// Validation comes from a few places at a time; more is somebody else.
    private static final int CONNECTIONS = 256;

    private final Vertx vertx;
    private final HttpServer server;

    private ChallengeListener(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /// Listens; when this returns, connections are answered.
    ///
    /// @param port 0 for any
    /// @param answers to tokens; may wait
    /// @throws IOException such as `BindException` when the port is taken
    public static ChallengeListener start(
            String host, int port, Function<String, Optional<String>> answers) throws IOException {
        Vertx vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(1)
                                .setWorkerPoolSize(2)
                                .setInternalBlockingPoolSize(1)
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setFileCachingEnabled(false)
                                                .setClassPathResolvingEnabled(false)));
        AtomicInteger open = new AtomicInteger();
        HttpServer server =
                vertx.createHttpServer(
                                new HttpServerOptions()
                                        .setHost(host)
                                        .setPort(port)
                                        .setHttp2ClearTextEnabled(false)
                                        .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                                        .setIdleTimeout(IDLE_SECONDS)
                                        .setMaxInitialLineLength(LINE_BYTES)
                                        .setMaxHeaderSize(HEADER_BYTES))
                        .connectionHandler(connection -> {
                            if (open.incrementAndGet() > CONNECTIONS) {
                                connection.close();
                            }
                            connection.closeHandler(_ -> open.decrementAndGet());
                        })
                        .requestHandler(request -> received(vertx, request, answers))
                        // Resets are the peer's affair.
                        .exceptionHandler(_ -> {});
        try {
            HttpsListener.await(server.listen(), START);
        } catch (IOException failed) {
            HttpsListener.await(vertx.close(), START);
            throw failed;
        }
        return new ChallengeListener(vertx, server);
    }

    private static void received(
            Vertx vertx, HttpServerRequest request, Function<String, Optional<String>> answers) {
        String path = request.path();
        if (path == null || !path.startsWith(PATH) || !METHODS.contains(request.method())) {
            answer(request, Optional.empty());
            return;
        }
        String token = path.substring(PATH.length());
        vertx.executeBlocking(() -> answers.apply(token), false)
                .onComplete(
                        found -> answer(request, found),
                        _ -> request.response().setStatusCode(503).end());
    }

    private static void answer(HttpServerRequest request, Optional<String> found) {
        request.response()
                .putHeader("Connection", "close")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (found.isEmpty()) {
            request.response().setStatusCode(404).end();
        } else {
            request.response()
                    .putHeader("Content-Type", "application/octet-stream")
                    .end(Buffer.buffer(found.get().getBytes(StandardCharsets.US_ASCII)));
        }
    }

    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        try {
            HttpsListener.await(server.close(), START);
            HttpsListener.await(vertx.close(), START);
        } catch (IOException already) {
            System.getLogger(ChallengeListener.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "the listener for challenges did not stop in order",
                            already);
        }
    }
}
