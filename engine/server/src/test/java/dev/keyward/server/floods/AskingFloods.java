package dev.keyward.server.floods;

import dev.keyward.server.http.RawHttp2;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Requests that cost the server more than the client, as fast as they are answered.
final class AskingFloods {
    private static final String VERSION = "?api-version=7.4";

    /// That may be open at once.
    private static final int STREAMS = 100;

    /// Under what an import may cost.
    private static final int ITERATIONS = 1_900_000;

    private AskingFloods() {}

    /// Guesses passwords of names that may be there.
    static void passwords(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        String head =
                "POST /"
                        + target.tenant()
                        + "/oauth2/v2.0/token HTTP/1.1\r\n"
                        + "Content-Type: application/x-www-form-urlencoded";
        repeat(
                target,
                from,
                stop,
                sent,
                head,
                () ->
                        "grant_type=password&client_id=1950a258-227b-4e31-a9cf-717495945fc2&username=name-"
                                + ThreadLocalRandom.current().nextInt(1_000_000)
                                + "%40keyward.localhost&password="
                                + target.hidden()
                                + "&scope=https%3A%2F%2Fvault.azure.net%2F.default");
    }

    /// Asks without a token.
    static void refusals(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        repeat(
                target,
                from,
                stop,
                sent,
                "GET /secrets/none"
                        + VERSION
                        + " HTTP/1.1"
                        + target.headers()
                        + "\r\nx-filler: "
                        + text(target.filler(2_000)),
                () -> "");
    }

    /// Asks with a token that nobody gave.
    static void wrongTokens(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        String token = target.token();
        repeat(
                target,
                from,
                stop,
                sent,
                "GET /secrets/none"
                        + VERSION
                        + " HTTP/1.1"
                        + target.headers()
                        + "\r\nAuthorization: Bearer "
                        + token.substring(0, token.lastIndexOf('.') + 1)
                        + target.hidden(),
                () -> "");
    }

    /// A hundred requests without a token at once, as soon as the hundred before them are answered.
    static void manyRefusals(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        byte[] block = RawHttp2.request("GET", "/secrets/none", target.host(), target.fields());
        try (RawHttp2 client = new RawHttp2(target.tls(), target.port(), from)) {
            client.acknowledge();
            for (int stream = 1; !stop.get(); ) {
                ByteArrayOutputStream requests = new ByteArrayOutputStream();
                for (int i = 0; i < STREAMS; i++, stream += 2) {
                    requests.writeBytes(
                            RawHttp2.bytes(
                                    RawHttp2.HEADERS,
                                    RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
                                    stream,
                                    block));
                }
                client.write(requests.toByteArray());
                sent.addAndGet(requests.size());
                for (int left = STREAMS; left > 0 && !stop.get(); ) {
                    RawHttp2.Frame frame = client.next();
                    if (frame.type() == RawHttp2.RST_STREAM || frame.ends()) {
                        left--;
                    }
                }
            }
        }
    }

    /// Makes a connection for each request.
    static void connections(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        String head = "GET /secrets/none" + VERSION + " HTTP/1.1" + target.headers();
        while (!stop.get()) {
            try (RawHttp1 client = new RawHttp1(target, from)) {
                sent.addAndGet(head.length());
                client.ask(head, "");
            }
        }
    }

    /// More headers than a request may have.
    static void longHeaders(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        repeat(
                target,
                from,
                stop,
                sent,
                "GET /secrets/none"
                        + VERSION
                        + " HTTP/1.1"
                        + target.headers()
                        + ("\r\nx-filler: " + text(target.filler(4_000))).repeat(9),
                () -> "");
    }

    /// Imports the costliest file there may be.
    static void imports(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        String body = CostlyPfx.importBody(ITERATIONS, target.hidden());
        repeat(
                target,
                from,
                stop,
                sent,
                "POST /certificates/costly/import"
                        + VERSION
                        + " HTTP/1.1\r\nContent-Type: application/json"
                        + target.headers()
                        + "\r\nAuthorization: Bearer "
                        + target.token(),
                () -> body);
    }

    /// Asks for what isn't spelt as it ought to be.
    static void spellings(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        repeat(
                target,
                from,
                stop,
                sent,
                "GET /%E2%84%AAeys/none"
                        + VERSION
                        + " HTTP/1.1"
                        + target.headers()
                        + "\r\nAuthorization: Bearer "
                        + target.token(),
                () -> "");
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    private static void repeat(
            Target target,
            String from,
            AtomicBoolean stop,
            AtomicLong sent,
            String head,
            Supplier<String> body)
            throws IOException {
        try (RawHttp1 client = new RawHttp1(target, from)) {
            while (!stop.get()) {
                String next = body.get();
                sent.addAndGet(head.length() + next.length());
                client.ask(head, next);
            }
        }
    }
}
