package dev.keyward.server.http;

import dev.keyward.api.exchange.Api;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Refusals;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Turns what arrives on one event loop into API requests, and API responses into what leaves.
final class RequestLoop {
    private static final byte[] NOTHING = {};

    /// The process answers; new requests should come here (reliability.md, section 4).
    private static final String ALIVE = "/healthz";

    private static final Set<String> PROBES = Set.of(ALIVE, "/readyz");

    private final Api api;
    private final Refusals refusals;
    private final HttpLimits limits;
    private final ListenerPlace place;
    private final Connections connections;
    private final Context loop;
    private final Homecoming home;

    RequestLoop(
            Api api,
            Refusals refusals,
            HttpLimits limits,
            ListenerPlace place,
            Connections connections,
            Context loop) {
        this.place = place;
        this.api = api;
        this.refusals = refusals;
        this.limits = limits;
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
        MultiMap headers = request.headers();
        String host = host(request);
        String path = path(request);
        if (path != null && PROBES.contains(path)) {
            answer(request, peer, CompletableFuture.completedFuture(probed(path)), true);
        } else if (host == null || path == null) {
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
        boolean good = path.equals(ALIVE) || place.ready().getAsBoolean();
        return ApiResponse.json(
                        good ? 200 : 503,
                        (good ? "{\"status\":\"ok\"}" : "{\"status\":\"unavailable\"}")
                                .getBytes(StandardCharsets.US_ASCII))
                .with("Cache-Control", "no-store");
    }

    private void read(HttpServerRequest request, Peer peer, String host, String path) {
        int most = limits.bodyBytes(path);
        if (contentLength(request) > most) {
            tooLong(request, peer);
            return;
        }
        new Reading(
                        peer,
                        limits,
                        most,
                        end -> {
                            switch (end) {
                                case Reading.Whole(byte[] body) ->
                                        handle(request, peer, host, path, body);
                                case Reading.TooLong _ -> tooLong(request, peer);
                                case Reading.TooSlow _ ->
                                        refuse(
                                                request,
                                                peer,
                                                408,
                                                "RequestTimeout",
                                                "the request took too long to arrive");
                                case Reading.Garbled _ ->
                                        refuse(
                                                request,
                                                peer,
                                                400,
                                                "BadRequest",
                                                "the request body is malformed");
                                case Reading.Gone _ -> connections.answered(peer);
                            }
                        })
                .start(request);
    }

    private void tooLong(HttpServerRequest request, Peer peer) {
        refuse(request, peer, 413, "RequestEntityTooLarge", "the request body is too long");
    }

    private void handle(
            HttpServerRequest request, Peer peer, String host, String path, byte[] body) {
        String query = request.query();
        ApiRequest asked =
                new ApiRequest(
                        request.method().name(),
                        host,
                        path,
                        query == null ? "" : query,
                        new HeaderView(request.headers()),
                        body,
                        peer.address,
                        peer.tls);
        // Where a length came with the chunks, Netty has dropped it (RFC 9112, section 6.3); what a
        // proxy before us made of it nobody knows, so nothing more is read from there.
        boolean last = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        answer(request, peer, api.handle(asked), last);
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
                        peer.tls);
        answer(request, peer, refusals.refuse(head, status, code, message), true);
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
                home.run(() -> write(request, peer, response, closing));
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
        response.end(Buffer.buffer(answer.body()));
        if (close) {
            connections.ending(peer);
        }
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
        int scheme = uri.startsWith("/") ? -1 : uri.indexOf("://");
        if (scheme < 0) {
            return hosts.getFirst();
        }
        int slash = uri.indexOf('/', scheme + 3);
        String inLine = uri.substring(scheme + 3, slash < 0 ? uri.length() : slash);
        return inLine.equalsIgnoreCase(hosts.getFirst()) ? hosts.getFirst() : null;
    }

    private static @Nullable String path(HttpServerRequest request) {
        try {
            String path = request.path();
            return path == null ? "" : path;
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
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
