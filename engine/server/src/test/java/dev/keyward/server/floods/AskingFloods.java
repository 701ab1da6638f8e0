package dev.keyward.server.floods;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Requests that cost the server more than the client, as fast as they are answered.
final class AskingFloods {
    private static final String VERSION = "?api-version=7.4";

    /// Under what an import may cost.
    private static final int ITERATIONS = 1_900_000;

    private AskingFloods() {}

    /// Guesses passwords of names that may be there.
    static void passwords(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        String head =
                "POST /"
                        + target.tenant()
                        + "/oauth2/v2.0/token HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded";
        repeat(
                target,
                from,
                stop,
                sent,
                head,
                () ->
                        "grant_type=password&client_id=1950a258-227b-4e31-a9cf-717495945fc2&username=name-"
                                + ThreadLocalRandom.current().nextInt(1_000_000)
                                + "%40keyward.localhost&password=guess&scope=https%3A%2F%2Fvault.azure.net%2F.default");
    }

    /// Asks without a token.
    static void refusals(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        repeat(
                target,
                from,
                stop,
                sent,
                "GET /secrets/none" + VERSION + " HTTP/1.1\r\nx-filler: " + "f".repeat(2_000),
                () -> "");
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
                        + ("\r\nx-filler: " + "f".repeat(4_000)).repeat(9),
                () -> "");
    }

    /// Imports the costliest file there may be.
    static void imports(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        String body = CostlyPfx.importBody(ITERATIONS);
        repeat(
                target,
                from,
                stop,
                sent,
                "POST /certificates/costly/import"
                        + VERSION
                        + " HTTP/1.1\r\nContent-Type: application/json\r\nAuthorization: Bearer "
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
                        + " HTTP/1.1\r\nAuthorization: Bearer "
                        + target.token(),
                () -> "");
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
