package dev.keyward.cmdlet.vault.connection;

import dev.keyward.client.transport.ServerTrust;
import dev.keyward.cmdlet.WebAccess;
import dev.keyward.wire.HttpReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Requests of web cmdlets over OkHttp. Certificates are always checked.
///
/// A request has its time as a whole, with all redirects and to the last byte of the answer,
/// however slowly that comes, and an answer is held in memory, so it may not be of any size.
public final class WebCalls implements WebAccess {
    /// Of an answer, unpacked: far more than vaults give, and fit for a small machine.
    private static final int MOST_BYTES = 64 << 20;

    private static final Set<String> NEEDING_BODY = Set.of("POST", "PUT", "PATCH");

    /// Timers count in milliseconds.
    private static final Duration TICK = Duration.ofMillis(20);

    private final int mostBytes;

    /// For [java.util.ServiceLoader].
    public WebCalls() {
        this(MOST_BYTES);
    }

    /// @param mostBytes of an answer
    WebCalls(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public Answer send(Request request) throws IOException {
        OkHttpClient client = client(request.authorities());
        HttpUrl url = HttpUrl.parse(request.uri());
        if (url == null) {
            throw new ProtocolException("'" + request.uri() + "' isn't an http or https address");
        }
        okhttp3.Request.Builder builder = written(request, url);
        long start = System.nanoTime();
        try {
            return follow(client, builder, request, start);
        } catch (InterruptedIOException late) {
            // Else no connection came about, or the thread was told to stop.
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            boolean used = taken.plus(TICK).compareTo(request.timeout()) >= 0;
            throw used && !request.timeout().isZero() ? tooLate(request, late) : late;
        }
    }

    private static okhttp3.Request.Builder written(Request request, HttpUrl url)
            throws ProtocolException {
        byte[] given = request.body();
        RequestBody body = given == null ? null : RequestBody.create(given);
        if (body == null && NEEDING_BODY.contains(request.method())) {
            body = RequestBody.create(new byte[0]);
        }
        if (body != null && (request.method().equals("GET") || request.method().equals("HEAD"))) {
            throw new ProtocolException("Cannot send a content-body with this verb-type.");
        }
        okhttp3.Request.Builder builder = new okhttp3.Request.Builder().url(url);
        try {
            request.headers().forEach(builder::header);
            return builder.method(request.method(), body);
        } catch (IllegalArgumentException e) {
            // its text quotes what was given
            throw new ProtocolException(
                    "The method or a header isn't one that HTTP allows. (RFC 9110, section 5.6.2)");
        }
    }

    /// @param start when the request began, of [System#nanoTime]
    private Answer follow(
            OkHttpClient client, okhttp3.Request.Builder builder, Request request, long start)
            throws IOException {
        int left = request.redirects();
        while (true) {
            okhttp3.Request next = builder.build();
            Duration time = left(request, start);
            OkHttpClient timed =
                    client.newBuilder().callTimeout(time).readTimeout(Duration.ZERO).build();
            try (Response response = timed.newCall(next).execute()) {
                String location = response.header("Location");
                HttpUrl target = location == null ? null : next.url().resolve(location);
                if (!isRedirect(response.code()) || target == null || left == 0) {
                    return new Answer(
                            response.code(),
                            reason(response),
                            response.headers().toMultimap(),
                            content(response));
                }
                left--;
                if (!target.host().equals(next.url().host())
                        || target.port() != next.url().port()
                        || next.url().isHttps() && !target.isHttps()) {
                    // Credentials are for the server they were given for.
                    builder.removeHeader("Authorization");
                }
                if (response.code() < 307 && !next.method().equals("HEAD")) {
                    builder.get();
                }
                builder.url(target);
            }
        }
    }

    /// What is left of the request's time; zero for one without an end, which is OkHttp's word for
    /// it too.
    private static Duration left(Request request, long start) throws IOException {
        if (request.timeout().isZero()) {
            return Duration.ZERO;
        }
        Duration left = request.timeout().minusNanos(System.nanoTime() - start);
        if (left.toMillis() <= 0) {
            throw tooLate(request, null);
        }
        return left;
    }

    /// In the words of PowerShell.
    private static IOException tooLate(Request request, @Nullable IOException cause) {
        return new IOException(
                "The request was canceled due to the configured HttpClient.Timeout of "
                        + request.timeout().toSeconds()
                        + " seconds elapsing.",
                cause);
    }

    private byte[] content(Response response) throws IOException {
        try (InputStream in = response.body().byteStream()) {
            byte[] content = in.readNBytes(mostBytes);
            if (content.length == mostBytes && in.read() >= 0) {
                throw new IOException(
                        "The answer is longer than "
                                + mostBytes
                                + " bytes, the most that is read.");
            }
            return content;
        }
    }

    /// HTTP/2 sends none; scripts are told the usual words all the same (RFC 9110, section 15).
    private static String reason(Response response) {
        return response.message().isEmpty()
                ? HttpReason.of(response.code()).orElse("")
                : response.message();
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static OkHttpClient client(@Nullable Path authorities) throws IOException {
        OkHttpClient.Builder builder =
                new OkHttpClient.Builder().followRedirects(false).followSslRedirects(false);
        if (authorities != null) {
            ServerTrust trust = ServerTrust.file(authorities);
            trust.manager()
                    .ifPresent(manager ->
                            builder.sslSocketFactory(trust.context().getSocketFactory(), manager));
        }
        return builder.build();
    }
}
