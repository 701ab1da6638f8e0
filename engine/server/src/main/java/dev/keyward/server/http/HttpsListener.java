package dev.keyward.server.http;

import dev.keyward.api.exchange.Api;
import dev.keyward.api.exchange.Refusals;
import dev.keyward.model.Demise;
import io.netty.channel.Channel;
import io.netty.handler.ssl.OpenSsl;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Serves an API over HTTPS, HTTP/1.1 and HTTP/2, until it is closed. One event loop per processor.
public final class HttpsListener implements AutoCloseable {
    /// TLS 1.3, and of TLS 1.2 what has forward secrecy and authenticated encryption (security.md,
    /// section 8).
    private static final List<String> SUITES =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration DRAIN = Duration.ofSeconds(25);
    private static final Duration ABANDONED = Duration.ofSeconds(1);
    private static final long SWEEP_MILLIS = 500;
    private static final int BACKLOG = 1024;

    /// What Vert.x calls its decoder of HTTP/1.
    private static final String DECODER = "httpDecoder";

    private final Vertx vertx;
    private final int port;
    private final List<Stand> stands;

    private HttpsListener(Vertx vertx, int port, List<Stand> stands) {
        this.vertx = vertx;
        this.port = port;
        this.stands = stands;
    }

    /// The servers of one place, one in each event loop.
    private record Stand(HttpServerOptions options, List<HttpServer> servers) {}

    /// Listens with event loops of its own; when this returns, connections are answered.
    ///
    /// @throws IOException such as `BindException` when the port is taken
    public static HttpsListener start(
            Api api,
            Refusals refusals,
            ServerIdentity identity,
            HttpLimits limits,
            ListenerPlace place)
            throws IOException {
        return start(EventLoops.start(limits), api, refusals, identity, List.of(place));
    }

    /// Listens; when this returns, connections are answered.
    ///
    /// @param loops of nobody else; end with the listener, or when this fails
    /// @param places the first is the listener's own
    /// @throws IOException such as [PortTakenException]
    public static HttpsListener start(
            EventLoops loops,
            Api api,
            Refusals refusals,
            ServerIdentity identity,
            List<ListenerPlace> places)
            throws IOException {
        List<Stand> stands = new ArrayList<>();
        try {
            for (ListenerPlace place : places) {
                stands.add(stand(loops, api, refusals, identity, place));
            }
        } catch (IOException failed) {
            loops.close();
            throw failed;
        }
        return new HttpsListener(loops.vertx(), places.getFirst().port(), List.copyOf(stands));
    }

    private static Stand stand(
            EventLoops loops,
            Api api,
            Refusals refusals,
            ServerIdentity identity,
            ListenerPlace place)
            throws IOException {
        HttpServerOptions options = options(identity, loops.limits(), place);
        List<HttpServer> servers = new CopyOnWriteArrayList<>();
        try {
            await(
                    loops.vertx()
                            .deployVerticle(
                                    () -> new Loop(loops, api, refusals, place, options, servers),
                                    new DeploymentOptions()
                                            .setInstances(EventLoops.count())
                                            .setThreadingModel(ThreadingModel.EVENT_LOOP)),
                    START);
        } catch (BindException taken) {
            throw new PortTakenException(place.port(), taken);
        }
        return new Stand(options, servers);
    }

    private static HttpServerOptions options(
            ServerIdentity identity, HttpLimits limits, ListenerPlace place) {
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost(place.host())
                        .setPort(place.port())
                        .setSsl(true)
                        .setSslEngineOptions(
                                OpenSsl.isAvailable()
                                        ? new OpenSSLEngineOptions()
                                        : new JdkSSLEngineOptions())
                        .setKeyCertOptions(keys(identity))
                        .setClientAuth(
                                switch (place.clients()) {
                                    case ANONYMOUS -> ClientAuth.NONE;
                                    case ASKED_FOR_CERTIFICATE -> ClientAuth.REQUEST;
                                })
                        .setTrustOptions(
                                TrustOptions.wrap(
                                        switch (place.clients()) {
                                            case ANONYMOUS -> new NoClients();
                                            case ASKED_FOR_CERTIFICATE -> new AnyCertificate();
                                        }))
                        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                        .setUseAlpn(true)
                        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                        .setSslHandshakeTimeout(limits.headerRead().toMillis())
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setMaxInitialLineLength(limits.requestLineBytes())
                        .setMaxHeaderSize(limits.headerBytes())
                        // No WebSockets here: their handler would look at every request.
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setInitialSettings(
                                new Http2Settings()
                                        .setMaxConcurrentStreams(limits.streams())
                                        .setMaxHeaderListSize(limits.headerBytes()))
                        .setAcceptBacklog(BACKLOG)
                        .setTcpNoDelay(true)
                        .setReuseAddress(true);
        SUITES.forEach(options::addEnabledCipherSuite);
        return options;
    }

    private static KeyCertOptions keys(ServerIdentity identity) {
        return KeyCertOptions.wrap(identity.keyManagers());
    }

    /// Proves who it is with another certificate from now on; connections there are go on.
    ///
    /// @throws IOException if it can't be used; then the one before stays
    public void use(ServerIdentity identity) throws IOException {
        for (Stand stand : stands) {
            for (HttpServer server : stand.servers) {
                await(
                        server.updateSSLOptions(
                                stand.options
                                        .getSslOptions()
                                        .copy()
                                        .setKeyCertOptions(keys(identity))),
                        START);
            }
        }
    }

    public int port() {
        return port;
    }

    /// Which TLS library is in use, for the log.
    public static String tlsLibrary() {
        return OpenSsl.isAvailable() ? OpenSsl.versionString() : "JDK";
    }

    /// Stops listening, lets open requests finish for at most 25 s, then closes.
    @Override
    public void close() {
        close(DRAIN);
    }

    /// As [#close()], where there is nothing to wait for but that refusals reach their callers.
    public void abandon() {
        close(ABANDONED);
    }

    private void close(Duration drain) {
        try {
            for (Future<?> ended :
                    stands.stream()
                            .flatMap(stand -> stand.servers.stream())
                            .map(server -> server.shutdown(drain.toMillis(), TimeUnit.MILLISECONDS))
                            .toList()) {
                await(ended, DRAIN.multipliedBy(2));
            }
            await(vertx.close(), DRAIN);
        } catch (IOException already) {
            System.getLogger(HttpsListener.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "the listener did not stop in order",
                            already);
        }
    }

    static void await(Future<?> future, Duration limit) throws IOException {
        try {
            future.toCompletionStage()
                    .toCompletableFuture()
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException cause
                    ? cause
                    : new IOException(failed.getCause());
        } catch (TimeoutException late) {
            throw new IOException("no answer from the event loops within " + limit, late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }

    /// One event loop's share of the listener.
    private static final class Loop extends VerticleBase {
        private final Api api;
        private final Refusals refusals;
        private final HttpLimits limits;
        private final Budgets budgets;
        private final ListenerPlace place;
        private final HttpServerOptions options;
        private final AcceptGuard guard;
        private final Connections connections;
        private final List<HttpServer> servers;

        Loop(
                EventLoops loops,
                Api api,
                Refusals refusals,
                ListenerPlace place,
                HttpServerOptions options,
                List<HttpServer> servers) {
            this.api = api;
            this.refusals = refusals;
            this.limits = loops.limits();
            this.budgets = loops.budgets();
            this.options = options;
            this.place = place;
            this.guard = loops.guard();
            this.connections = new Connections(limits, place.clients());
            this.servers = servers;
        }

        @Override
        public Future<@Nullable Object> start() {
            RequestLoop requests =
                    new RequestLoop(api, refusals, limits, budgets, place, connections, context);
            HttpServer server = vertx.createHttpServer(options);
            servers.add(server);
            vertx.setPeriodic(SWEEP_MILLIS, _ -> connections.sweep());
            return server.connectionHandler(connection -> opened(connection, requests))
                    .requestHandler(requests::received)
                    .invalidRequestHandler(requests::malformed)
                    // Failed handshakes and resets are the peer's affair.
                    .exceptionHandler(Demise::tell)
                    .listen()
                    .mapEmpty();
        }

        private void opened(HttpConnection connection, RequestLoop requests) {
            Peer peer = connections.opened(connection);
            Channel channel = guard.channel(connection.remoteAddress(), connection.localAddress());
            Intake intake = channel == null ? null : channel.pipeline().get(Intake.class);
            if (channel == null || intake == null) {
                var _ = connection.close();
                return;
            }
            intake.serves(peer, requests::answeredByTheLibrary, limits.streams());
            if (channel.pipeline().get(DECODER) != null) {
                channel.pipeline()
                        .addAfter(
                                DECODER,
                                "strictness",
                                new Strictness(intake::whole, peer::garbled));
            }
        }
    }
}
