package dev.keyward.outside;

import dev.keyward.model.Bug;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// The JDK's HTTP client for what stands around it, over one that can be told what to connect to:
/// the JDK's own looks hosts up by itself, and nobody learns what it found. Calls go to
/// [CheckedAddresses] alone; no proxy, no redirect, HTTP/1.1.
///
/// A body is handed on as it comes, whatever its reader demands: each reader here stops at a
/// length. Cancelling the answer ends the call.
final class PinnedClient extends HttpClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int PIECE = 16 * 1024;

    private final SSLContext tls;
    private final OkHttpClient http;

    /// @param trusted the trust manager that `tls` was made with
    PinnedClient(CheckedAddresses addresses, SSLContext tls, X509TrustManager trusted) {
        this.tls = tls;
        this.http =
                new OkHttpClient.Builder()
                        .dns(host -> {
                            try {
                                return addresses.of(host);
                            } catch (UnknownHostException unknown) {
                                throw unknown;
                            } catch (IOException forbidden) {
                                UnknownHostException refused =
                                        new UnknownHostException(forbidden.getMessage());
                                refused.initCause(forbidden);
                                throw refused;
                            }
                        })
                        .socketFactory(addresses)
                        .sslSocketFactory(tls.getSocketFactory(), trusted)
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .proxy(Proxy.NO_PROXY)
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .connectTimeout(CONNECT)
                        .readTimeout(Duration.ZERO)
                        .build();
    }

    private record Answer<T>(
            HttpRequest request, int statusCode, HttpHeaders headers, @Nullable T whole)
            implements HttpResponse<T> {
        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        /// Null where the reader makes nothing of a body, as the JDK's has it.
        @Override
        @SuppressWarnings("NullAway")
        public T body() {
            return whole;
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }

    private record Head(int statusCode, HttpHeaders headers) implements HttpResponse.ResponseInfo {
        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        // Shares the connections and all else.
        Call call =
                http.newBuilder()
                        .callTimeout(request.timeout().orElse(ANSWER))
                        .build()
                        .newCall(translated(request));
        CompletableFuture<HttpResponse<T>> answer = new CompletableFuture<>();
        var _ =
                answer.whenComplete((_, _) -> {
                    if (answer.isCancelled()) {
                        call.cancel();
                    }
                });
        Thread.ofVirtual()
                .name("outside")
                .start(() -> {
                    try (Response response = call.execute()) {
                        HttpHeaders headers =
                                HttpHeaders.of(response.headers().toMultimap(), (_, _) -> true);
                        T body =
                                read(
                                        response.body().byteStream(),
                                        handler.apply(new Head(response.code(), headers)));
                        answer.complete(new Answer<>(request, response.code(), headers, body));
                    } catch (InterruptedIOException late) {
                        HttpTimeoutException timeout =
                                new HttpTimeoutException("no answer in time");
                        timeout.initCause(late);
                        answer.completeExceptionally(timeout);
                    } catch (UnknownHostException unknown) {
                        answer.completeExceptionally(
                                unknown.getCause() instanceof ForbiddenAddressException forbidden
                                        ? forbidden
                                        : unknown);
                    } catch (Exception failed) {
                        // What a body's reader throws, too, is the caller's.
                        answer.completeExceptionally(failed);
                    }
                });
        return answer;
    }

    /// The host is the one that was compared with the rules, and parsed by nobody again.
    private static Request translated(HttpRequest request) {
        URI uri = request.uri();
        HttpUrl.Builder url =
                new HttpUrl.Builder()
                        .scheme(uri.getScheme())
                        .host(uri.getHost())
                        .port(uri.getPort() < 0 ? 443 : uri.getPort())
                        .encodedPath(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                        .encodedQuery(uri.getRawQuery());
        Request.Builder made = new Request.Builder().url(url.build());
        // Nobody unpacks what is packed.
        made.header("Accept-Encoding", "identity");
        made.header("User-Agent", "Keyward");
        request.headers()
                .map()
                .forEach((name, values) -> {
                    made.removeHeader(name);
                    values.forEach(value -> made.addHeader(name, value));
                });
        byte[] body = request.bodyPublisher().map(PinnedClient::bytes).orElse(null);
        boolean needed = request.method().equals("POST") || request.method().equals("PUT");
        return made.method(
                        request.method(),
                        body == null || body.length == 0 && !needed
                                ? needed ? RequestBody.create(new byte[0]) : null
                                : RequestBody.create(body))
                .build();
    }

    /// What is published here is in memory.
    private static byte[] bytes(HttpRequest.BodyPublisher publisher) {
        CompletableFuture<byte[]> whole = new CompletableFuture<>();
        publisher.subscribe(
                new Flow.Subscriber<>() {
                    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(ByteBuffer more) {
                        byte[] part = new byte[more.remaining()];
                        more.get(part);
                        bytes.writeBytes(part);
                    }

                    @Override
                    public void onError(Throwable broken) {
                        whole.completeExceptionally(broken);
                    }

                    @Override
                    public void onComplete() {
                        whole.complete(bytes.toByteArray());
                    }
                });
        return whole.join();
    }

    private static final class Stoppable implements Flow.Subscription {
        private boolean stopped;

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {
            stopped = true;
        }
    }

    private static <T> T read(InputStream from, HttpResponse.BodySubscriber<T> to)
            throws IOException {
        Stoppable stop = new Stoppable();
        to.onSubscribe(stop);
        byte[] piece = new byte[PIECE];
        try {
            for (int count = from.read(piece);
                    count >= 0 && !stop.stopped;
                    count = from.read(piece)) {
                to.onNext(List.of(ByteBuffer.wrap(Arrays.copyOf(piece, count))));
            }
        } catch (IOException broken) {
            to.onError(broken);
            throw broken;
        }
        if (!stop.stopped) {
            to.onComplete();
        }
        try {
            return to.getBody().toCompletableFuture().get();
        } catch (ExecutionException refused) {
            switch (refused.getCause()) {
                case IOException failed -> throw failed;
                case RuntimeException fault -> throw fault;
                case null, default -> throw new IOException(refused);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("reading was given up", stopped);
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> handler,
            HttpResponse.@Nullable PushPromiseHandler<T> none) {
        return sendAsync(request, handler);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = sendAsync(request, handler);
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException broken -> throw broken;
                case RuntimeException fault -> throw fault;
                case null, default -> throw Bug.because("calls fail with exceptions", failed);
            }
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        http.connectionPool().evictAll();
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.of(CONNECT);
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        return tls;
    }

    @Override
    public SSLParameters sslParameters() {
        return tls.getDefaultSSLParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }
}
