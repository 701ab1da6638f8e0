package dev.keyward.server.http;

import dev.keyward.api.exchange.Api;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Refusals;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Turns what arrives on one event loop into API requests, and API responses into what leaves.
final class RequestLoop {
    private static final byte[] NOTHING = {};

    /// Of a target in absolute-form.
    private static final String SCHEME = "https://";

    /// What an answer's headers take until they are sent, about.
    private static final int ANSWER_HEAD = 2_048;

    /// How much of a body that nobody wants may still come over its stream; the client's window is
    /// as long.
    private static final long STREAM_REST = 64 << 10;

    /// The process answers; new requests should come here (reliability.md, section 4).
    private static final String ALIVE = "/healthz";

    private static final Set<String> PROBES = Set.of(ALIVE, "/readyz");

    private final Api api;
    private final Refusals refusals;
    private final HttpLimits limits;
    private final Budgets budgets;
    private final ListenerPlace place;
    private final Connections connections;
    private final Context loop;
    private final Homecoming home;

    RequestLoop(
            Api api,
            Refusals refusals,
            HttpLimits limits,
            Budgets budgets,
            ListenerPlace place,
            Connections connections,
            Context loop) {
        this.place = place;
        this.api = api;
        this.refusals = refusals;
        this.limits = limits;
        this.budgets = budgets;
        this.connections = connections;
        this.loop = loop;
        this.home = new Homecoming(loop);
    }

    void received(HttpServerRequest request) {
        Peer peer = connections.of(request.connection());
        if (peer == null || peer.closing) {
            return;
        }
        peer.open++;
        peer.lastStream = request.streamId();
        MultiMap headers = request.headers();
        String host = host(request);
        String path = path(request);
        if (path != null && PROBES.contains(path)) {
            answer(request, peer, CompletableFuture.completedFuture(probed(path)), true);
        } else if (path == null) {
            refuse(request, peer, 400, "BadRequest", "the request target is malformed");
        } else if (host == null) {
            refuse(request, peer, 400, "BadRequest", "the request names no host, or two");
        } else if (!place.mayServe(peer.name, host)) {
            refuse(
                    request,
                    peer,
                    421,
                    "MisdirectedRequest",
                    "the connection was made for another host");
        } else if (headers.contains("")) {
            refuse(request, peer, 400, "BadRequest", "a header has no name");
        } else if (request.version() == HttpVersion.HTTP_2 && headers.contains(":protocol")) {
            // Of extended CONNECT, which isn't offered; the library lets it through (RFC 8441).
            refuse(request, peer, 400, "BadRequest", "there is no :protocol here");
        } else if (headers.size() > limits.headers()) {
            refuse(request, peer, 431, "RequestHeaderFieldsTooLarge", "too many headers");
        } else if (mayHaveBody(request)) {
            read(request, peer, host, path);
        } else {
            handle(request, peer, host, path, NOTHING);
        }
    }

    /// For load balancers and supervisors: no token, no record, nothing of the deployment.
    private ApiResponse probed(String path) {
        Optional<String> unready = path.equals(ALIVE) ? Optional.empty() : place.unready().get();
        return ApiResponse.json(
                        unready.isEmpty() ? 200 : 503,
                        unready.map(why ->
                                        "{\"status\":\"unavailable\",\"reason\":\"" + why + "\"}")
                                .orElse("{\"status\":\"ok\"}")
                                .getBytes(StandardCharsets.US_ASCII))
                .with("Cache-Control", "no-store");
    }

    private void read(HttpServerRequest request, Peer peer, String host, String path) {
        int most = limits.bodyBytes(path);
        long declared = contentLength(request);
        boolean asks = asksFirst(request);
        Reading reading =
                new Reading(
                        peer,
                        limits,
                        budgets,
                        most,
                        () -> api.receive(asked(request, peer, host, path, NOTHING)),
                        // What comes after a body that was never sent is anybody's guess.
                        end -> read(request, peer, host, path, end, asks || declared > most));
        reading.start(request);
        if (asks || declared > most) {
            reading.judge();
            if (reading.isOver()) {
                return;
            }
            if (declared > most) {
                reading.tooLong();
            } else {
                var _ = request.response().writeContinue();
            }
        }
    }

    /// @param unsent whether its body may never come
    private void read(
            HttpServerRequest request,
            Peer peer,
            String host,
            String path,
            Reading.End end,
            boolean unsent) {
        switch (end) {
            case Reading.Whole(byte[] body) -> handle(request, peer, host, path, body);
            case Reading.Judged(CompletionStage<ApiResponse> answer) ->
                    answer(request, peer, answer, unsent || isChunked(request));
            case Reading.TooLong _ -> tooLong(request, peer);
            case Reading.TooSlow _ ->
                    refuse(
                            request,
                            peer,
                            408,
                            "RequestTimeout",
                            "the request took too long to arrive");
            case Reading.NoRoom _ ->
                    refuse(
                            request,
                            peer,
                            429,
                            "Throttled",
                            "too many requests haven't arrived whole; try again later");
            case Reading.Garbled _ ->
                    refuse(request, peer, 400, "BadRequest", "the request body is malformed");
            case Reading.Gone _ -> connections.answered(peer);
        }
    }

    /// Whether the client waits for a word before it sends the body (RFC 9110, section 10.1.1).
    private static boolean asksFirst(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_1_0
                && "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    }

    private void tooLong(HttpServerRequest request, Peer peer) {
        refuse(request, peer, 413, "RequestEntityTooLarge", "the request body is too long");
    }

    private void handle(
            HttpServerRequest request, Peer peer, String host, String path, byte[] body) {
        answer(
                request,
                peer,
                api.handle(asked(request, peer, host, path, body)),
                isChunked(request));
    }

    private static ApiRequest asked(
            HttpServerRequest request, Peer peer, String host, String path, byte[] body) {
        String query = request.query();
        return new ApiRequest(
                request.method().name(),
                host,
                path,
                query == null ? "" : query,
                new HeaderView(request.headers()),
                body,
                peer.address,
                peer.tls,
                peer.mutualTls);
    }

    /// Where a length came with the chunks, Netty has dropped it (RFC 9112, section 6.3); what a
    /// proxy before us made of it nobody knows, so nothing more is read from there.
    private static boolean isChunked(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /// A request that Netty could not make sense of. Its connection can't be understood any further
    /// either.
    void malformed(HttpServerRequest request) {
        Peer peer = connections.of(request.connection());
        if (peer == null || peer.closing) {
            return;
        }
        peer.open++;
        switch (request.decoderResult().cause()) {
            case TooLongHttpLineException _ ->
                    refuse(request, peer, 414, "RequestUriTooLong", "the request line is too long");
            case Strictness.UnknownVersion _ ->
                    refuse(
                            request,
                            peer,
                            505,
                            "HttpVersionNotSupported",
                            "the HTTP version must be 1.0, 1.1 or 2");
            case TooLongHttpHeaderException _ ->
                    refuse(
                            request,
                            peer,
                            431,
                            "RequestHeaderFieldsTooLarge",
                            "the headers are too long");
            case Throwable _ ->
                    refuse(request, peer, 400, "BadRequest", "the request is malformed");
            case null -> refuse(request, peer, 400, "BadRequest", "the request is malformed");
        }
    }

    private void refuse(
            HttpServerRequest request, Peer peer, int status, String code, String message) {
        String host = host(request);
        String path = path(request);
        ApiRequest head =
                new ApiRequest(
                        request.method().name(),
                        host == null ? "" : host,
                        path == null ? "" : path,
                        "",
                        Map.<String, List<String>>of(),
                        NOTHING,
                        peer.address,
                        peer.tls,
                        peer.mutualTls);
        answer(request, peer, refusals.refuse(head, status, code, message), true);
    }

    /// What the HTTP library answers by itself is on the record too.
    CompletionStage<?> answeredByTheLibrary(Peer peer, @Nullable Http2Error error) {
        ApiRequest unknown =
                new ApiRequest(
                        "",
                        "",
                        "",
                        "",
                        Map.<String, List<String>>of(),
                        NOTHING,
                        peer.address,
                        peer.tls,
                        peer.mutualTls);
        if (error == null) {
            return refusals.refuse(
                    unknown, 431, "RequestHeaderFieldsTooLarge", "the headers are too long");
        }
        return switch (error) {
            case REFUSED_STREAM ->
                    refusals.refuse(unknown, 429, "Throttled", "too many streams are open");
            case ENHANCE_YOUR_CALM ->
                    refusals.refuse(unknown, 429, "Throttled", "too many frames without a use");
            case SETTINGS_TIMEOUT ->
                    refusals.refuse(
                            unknown, 408, "RequestTimeout", "the settings weren't acknowledged");
            default ->
                    refusals.refuse(
                            unknown, 400, "BadRequest", "HTTP/2 was broken: " + error.name());
        };
    }

    @SuppressWarnings("ReferenceEquality") // Whether this is the loop itself.
    private void answer(
            HttpServerRequest request,
            Peer peer,
            CompletionStage<ApiResponse> answer,
            boolean closing) {
        peer.closing |= closing && request.version() != HttpVersion.HTTP_2;
        CompletableFuture<ApiResponse> waiting = answer.toCompletableFuture();
        if (!waiting.isDone()) {
            // The connection or the stream ended: what hasn't begun needn't be done.
            request.response().closeHandler(_ -> waiting.cancel(false));
        }
        answer.whenComplete((response, _) -> {
            if (response == null) {
                connections.answered(peer);
            } else if (loop == Vertx.currentContext()) {
                write(request, peer, response, closing);
            } else {
                home.run(peer, () -> write(request, peer, response, closing));
            }
        });
    }

    private void write(HttpServerRequest request, Peer peer, ApiResponse answer, boolean closing) {
        connections.answered(peer);
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(answer.status());
        MultiMap headers = response.headers();
        AnswerHeaders.add(answer.headers(), headers);
        boolean close = closing && request.version() != HttpVersion.HTTP_2;
        if (close) {
            headers.add(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        if (answer.status() != 204) {
            headers.add(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length));
        }
        Future<Void> sent = response.end(Buffer.buffer(answer.body()));
        if (!sent.isComplete()) {
            unsent(peer, answer.body().length, sent);
        }
        if (close) {
            connections.ending(peer);
        } else if (mayHaveBody(request) && !request.isEnded()) {
            drain(request, peer);
        }
    }

    /// The client doesn't take its answer, or not at once.
    private void unsent(Peer peer, int length, Future<Void> sent) {
        ByteBudget.Tab tab = budgets.unsentTo(peer.address);
        if (tab.holds(ANSWER_HEAD + length)) {
            sent.onComplete(_ -> tab.close());
        } else {
            var _ = peer.connection.close();
        }
    }

    /// The request was answered before its body had come.
    private void drain(HttpServerRequest request, Peer peer) {
        long now = System.nanoTime();
        boolean stream = request.version() == HttpVersion.HTTP_2;
        String path = path(request);
        new Drain(
                        request,
                        peer,
                        stream ? STREAM_REST : limits.bodyBytes(path == null ? "" : path),
                        now + (stream ? Connections.LINGER : limits.request()).toNanos())
                .start();
    }

    /// The authority, or null where there is none, more than one, or one that the request line
    /// contradicts.
    private static @Nullable String host(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return request.authority() == null ? null : request.authority().toString();
        }
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() != 1) {
            return null;
        }
        String uri = request.uri();
        if (!isAbsolute(uri)) {
            return hosts.getFirst();
        }
        int slash = uri.indexOf('/', SCHEME.length());
        String inLine = uri.substring(SCHEME.length(), slash < 0 ? uri.length() : slash);
        return inLine.equalsIgnoreCase(hosts.getFirst()) ? hosts.getFirst() : null;
    }

    /// The path of a target that a server of its own resources has: origin-form, or over HTTP/1
    /// also absolute-form (RFC 9112, section 3.2). Null for any other.
    private static @Nullable String path(HttpServerRequest request) {
        String uri = request.uri();
        if (uri == null
                || !(uri.startsWith("/") || isAbsolute(uri))
                || request.version() == HttpVersion.HTTP_2
                        && !(uri.startsWith("/") && "https".equals(request.scheme()))) {
            return null;
        }
        try {
            return request.path();
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static boolean isAbsolute(String uri) {
        return uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private static boolean mayHaveBody(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2
                ? !request.isEnded()
                : contentLength(request) != 0
                        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /// 0 where none is given. Netty has checked that it is one number.
    private static long contentLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return 0;
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException tooLong) {
            return Long.MAX_VALUE;
        }
    }
}
