package dev.keyward.server.http;

import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Door;
import dev.keyward.model.Demise;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/// Serves processes of this machine, without TLS: nothing that is sent here leaves it. One thread
/// for all of it; a connection carries one request, has ten seconds to send it, and no body is
/// read.
public final class LocalListeners implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final String LOOPBACK = "127.0.0.1";
    private static final byte[] NOTHING = {};

    /// In audit records, in the place of the version of TLS.
    private static final String NO_TLS = "None";

    private static final int LINE_BYTES = 8 << 10;
    private static final int HEADER_BYTES = 8 << 10;
    private static final int HEADERS = 64;

    /// At a time, at one place.
    private static final int CONNECTIONS = 64;

    private static final long HEAD_MILLIS = 10_000;
    private static final int ANSWER_SECONDS = 60;

    /// A client that still sends would be told of a reset in place of its answer.
    private static final long LINGER_MILLIS = 20;

    private final Vertx vertx;

    public LocalListeners() {
        this.vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(1)
                                .setWorkerPoolSize(1)
                                .setInternalBlockingPoolSize(1)
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setFileCachingEnabled(false)
                                                .setClassPathResolvingEnabled(false)));
    }

    /// Listens at one place more; when this returns, connections are answered.
    ///
    /// @throws IOException such as `BindException` when it is taken
    public void listen(LocalPlace place, Door door) throws IOException {
        Listener listener = new Listener(vertx, place, door);
        HttpServer server =
                vertx.createHttpServer(
                                new HttpServerOptions()
                                        .setHttp2ClearTextEnabled(false)
                                        .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                                        .setIdleTimeout(ANSWER_SECONDS)
                                        .setMaxInitialLineLength(LINE_BYTES)
                                        .setMaxHeaderSize(HEADER_BYTES)
                                        .setPerFrameWebSocketCompressionSupported(false)
                                        .setPerMessageWebSocketCompressionSupported(false))
                        .connectionHandler(listener::opened)
                        .requestHandler(listener::received)
                        .invalidRequestHandler(listener::malformed)
                        // Resets are the peer's affair.
                        .exceptionHandler(Demise::tell);
        HttpsListener.await(
                server.listen(
                        switch (place) {
                            case LocalPlace.Port(int port) ->
                                    SocketAddress.inetSocketAddress(port, LOOPBACK);
                            case LocalPlace.UnixSocket(var path, _) ->
                                    SocketAddress.domainSocketAddress(path.toString());
                        }),
                START);
    }

    @Override
    public void close() {
        try {
            HttpsListener.await(vertx.close(), START);
        } catch (IOException already) {
            System.getLogger(LocalListeners.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "the listeners for this machine did not stop in order",
                            already);
        }
    }

    /// What happens at one place. Used by the one event loop alone.
    private static final class Listener {
        private final Vertx vertx;
        private final LocalPlace place;
        private final Door door;

        /// Those that haven't sent their request yet, and the timers that end them.
        private final Map<HttpConnection, Long> silent = new HashMap<>();

        private int open;

        Listener(Vertx vertx, LocalPlace place, Door door) {
            this.vertx = vertx;
            this.place = place;
            this.door = door;
        }

        void opened(HttpConnection connection) {
            open++;
            silent.put(connection, vertx.setTimer(HEAD_MILLIS, _ -> connection.close()));
            connection.closeHandler(_ -> {
                open--;
                var _ = heard(connection);
            });
            if (open > CONNECTIONS) {
                var _ = connection.close();
            }
        }

        /// @return whether it is its first request
        private boolean heard(HttpConnection connection) {
            Long timer = silent.remove(connection);
            return timer != null && vertx.cancelTimer(timer);
        }

        void received(HttpServerRequest request) {
            if (!heard(request.connection())) {
                return;
            }
            UserPrincipal user = user(request.connection());
            List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
            String uri = request.uri();
            String path = uri == null || !uri.startsWith("/") ? null : request.path();
            if (place instanceof LocalPlace.UnixSocket(_, var users)
                    && (user == null || !users.isEmpty() && !users.contains(user))) {
                refuse(request, user, 403, "forbidden", "The user of the process may not ask here");
            } else if (hosts.size() != 1 || path == null) {
                refuse(request, user, 400, "invalid_request", "The request is malformed");
            } else if (request.headers().size() > HEADERS) {
                refuse(request, user, 431, "invalid_request", "There are too many headers");
            } else {
                String query = request.query();
                answer(
                        request,
                        door.handle(
                                new ApiRequest(
                                        request.method().name(),
                                        hosts.getFirst(),
                                        path,
                                        query == null ? "" : query,
                                        new HeaderView(request.headers()),
                                        NOTHING,
                                        peer(request, user),
                                        NO_TLS)));
            }
        }

        /// What Netty could not make sense of.
        void malformed(HttpServerRequest request) {
            if (!heard(request.connection())) {
                return;
            }
            UserPrincipal user = user(request.connection());
            switch (request.decoderResult().cause()) {
                case TooLongHttpLineException _ ->
                        refuse(request, user, 414, "invalid_request", "The request is too long");
                case TooLongHttpHeaderException _ ->
                        refuse(request, user, 431, "invalid_request", "The headers are too long");
                case null, default ->
                        refuse(request, user, 400, "invalid_request", "The request is malformed");
            }
        }

        private void refuse(
                HttpServerRequest request,
                @Nullable UserPrincipal user,
                int status,
                String code,
                String message) {
            answer(
                    request,
                    door.refuse(
                            new ApiRequest(
                                    request.method().name(),
                                    "",
                                    "",
                                    "",
                                    Map.<String, List<String>>of(),
                                    NOTHING,
                                    peer(request, user),
                                    NO_TLS),
                            status,
                            code,
                            message));
        }

        private static String peer(HttpServerRequest request, @Nullable UserPrincipal user) {
            if (user != null) {
                return "local:" + user.getName();
            }
            SocketAddress remote = request.connection().remoteAddress();
            String address = remote == null ? null : remote.hostAddress();
            return address == null ? "local" : address;
        }

        /// Whose process it is; null over a port, where nobody says.
        private @Nullable UserPrincipal user(HttpConnection connection) {
            if (!(place instanceof LocalPlace.UnixSocket)
                    || !(connection instanceof ConnectionBase base)) {
                return null;
            }
            UnixDomainPrincipal peer =
                    base.channel()
                            .config()
                            .getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
            return peer == null ? null : peer.user();
        }

        private void answer(HttpServerRequest request, CompletionStage<ApiResponse> answer) {
            Context loop = vertx.getOrCreateContext();
            answer.whenComplete((response, _) -> {
                if (response != null) {
                    loop.runOnContext(_ -> write(request, response));
                }
            });
        }

        private void write(HttpServerRequest request, ApiResponse answer) {
            HttpServerResponse response = request.response();
            if (response.closed() || response.ended()) {
                return;
            }
            response.setStatusCode(answer.status());
            answer.headers().forEach(response.headers()::add);
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            response.end(Buffer.buffer(answer.body()))
                    .onComplete(
                            _ -> vertx.setTimer(LINGER_MILLIS, _ -> request.connection().close()));
        }
    }
}
