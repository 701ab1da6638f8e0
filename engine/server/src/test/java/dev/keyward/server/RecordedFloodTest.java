package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.audit.AuditEntry;
import dev.keyward.audit.AuditReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Strangers ask over HTTPS as fast as they can: what that writes to the disk, what it proves, and
/// what others notice of it.
@Tag("security:S-13")
@Tag("security:S-14")
final class RecordedFloodTest {
    private static final System.Logger LOG = System.getLogger(RecordedFloodTest.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpResponse.BodyHandler<Void> DISCARDING =
            HttpResponse.BodyHandlers.discarding();
    private static final int FLOOD = 4_000;
    private static final int CONNECTIONS = 6;
    private static final int STREAMS = 64;

    private static final int MOST_BYTES_OF_ONE = 2_000;

    @TempDir Path directory;

    /// What the trail says of strangers since a record.
    private record Told(long records, long bytes, long requests, long longest, long last) {
        static Told since(Path audit, long sequence) throws IOException {
            long records = 0;
            long bytes = 0;
            long requests = 0;
            long longest = 0;
            long last = sequence;
            try (Stream<AuditEntry> entries = AuditReader.at(audit).after(sequence)) {
                for (AuditEntry entry : (Iterable<AuditEntry>) entries::iterator) {
                    last = entry.sequence();
                    JsonNode record = JSON.readTree(entry.record());
                    if (record.path("identity").isEmpty()
                            && record.at("/properties/httpStatusCode").asInt() == 401) {
                        records++;
                        bytes += entry.record().length;
                        longest = Math.max(longest, entry.record().length);
                        requests += record.at("/properties/requestCount").asLong(1);
                    }
                }
            }
            return new Told(records, bytes, requests, longest, last);
        }
    }

    @Test
    void aFloodWithoutTokensIsCountedInFewRecords() throws Exception {
        try (TwoTransports server = new TwoTransports(directory.resolve("home"))) {
            long before = Told.since(directory.resolve("home/audit"), 0).last;
            long start = System.nanoTime();
            int answers = flood(server, FLOOD, new AtomicBoolean());
            long millis = (System.nanoTime() - start) / 1_000_000;
            Told told = Told.since(directory.resolve("home/audit"), before);
            LOG.log(System.Logger.Level.INFO, "answers={0} ms={1} {2}", answers, millis, told);
            assertThat(answers).isEqualTo(FLOOD);
            assertThat(told.requests).as("counted").isEqualTo(answers);
            assertThat(told.records).as("records").isLessThan(mostRecords(millis));
            assertThat(told.longest).as("longest record").isLessThan(MOST_BYTES_OF_ONE);
            honest(server);
        }
    }

    /// Those of its own, and for each second ten more and ten that are shared; with some room.
    private static long mostRecords(long millis) {
        return Math.min(FLOOD / 2, 200 + 25 * millis / 1000);
    }

    /// How long an honest client waits, alone and beside a flood; for the log.
    private static void honest(TwoTransports server) throws Exception {
        String quiet = times(server);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> flood =
                CompletableFuture.supplyAsync(
                        () -> flood(server, Integer.MAX_VALUE, over),
                        // Not the common pool, which the clients answer on.
                        task -> Thread.ofPlatform().daemon().start(task));
        try {
            LOG.log(
                    System.Logger.Level.INFO,
                    "a secret read: quiet {0}; beside a flood {1}",
                    quiet,
                    times(server));
        } finally {
            over.set(true);
        }
        LOG.log(
                System.Logger.Level.INFO,
                "answered meanwhile: {0}",
                flood.orTimeout(20, TimeUnit.SECONDS).join());
    }

    private static String times(TwoTransports server) throws Exception {
        String token = server.token(TwoTransports.Transport.IN_PROCESS, "https://vault.azure.net");
        Map<String, String> headers =
                Map.of("authorization", "Bearer " + token, "content-type", "application/json");
        long[] nanos = new long[300];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            int status =
                    server.ask(
                                    TwoTransports.Transport.OVER_TLS,
                                    "GET",
                                    "/secrets/none?api-version=7.4",
                                    headers,
                                    "")
                            .status();
            nanos[i] = System.nanoTime() - start;
            assertThat(status).isEqualTo(404);
        }
        Arrays.sort(nanos);
        return "p50=%.1f ms p99=%.1f ms".formatted(nanos[150] / 1e6, nanos[297] / 1e6);
    }

    /// @return how many were answered 401
    private static int flood(TwoTransports server, int requests, AtomicBoolean over) {
        AtomicInteger answers = new AtomicInteger();
        List<HttpClient> clients = new ArrayList<>();
        List<Semaphore> streams = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            HttpClient client = server.client();
            // The first request makes the connection that all others take.
            count(client.sendAsync(stranger(server, i), DISCARDING).join(), answers);
            clients.add(client);
            streams.add(new Semaphore(STREAMS));
        }
        for (int i = CONNECTIONS; i < requests && !over.get(); i++) {
            Semaphore open = streams.get(i % CONNECTIONS);
            open.acquireUninterruptibly();
            var _ =
                    clients.get(i % CONNECTIONS)
                            .sendAsync(stranger(server, i), DISCARDING)
                            .whenComplete((answer, failed) -> {
                                if (failed == null) {
                                    count(answer, answers);
                                }
                                open.release();
                            });
        }
        streams.forEach(each -> each.acquireUninterruptibly(STREAMS));
        clients.forEach(HttpClient::shutdownNow);
        return answers.get();
    }

    private static void count(HttpResponse<?> answer, AtomicInteger answers) {
        if (answer.statusCode() == 401) {
            answers.incrementAndGet();
        }
    }

    private static HttpRequest stranger(TwoTransports server, int turn) {
        return HttpRequest.newBuilder(
                        URI.create(
                                server.base()
                                        + "/secrets/s"
                                        + turn
                                        + "x".repeat(3000)
                                        + "?api-version=7.4"))
                .header("User-Agent", "flood ".repeat(500))
                .GET()
                .build();
    }

    @Test
    @Tag("reliability:R-02")
    void whatWasAnsweredInAFloodIsCountedWhenTheServerIsKilledInIt() throws Exception {
        Path home = directory.resolve("home");
        int port = Ports.free();
        Path settings =
                Files.writeString(
                        directory.resolve("keyward.properties"),
                        "home=" + home + "\nport=" + port + "\ndefaultVault=crash\n");
        JavaProcess server = JavaProcess.serve(directory, "--config", settings.toString());
        int answers;
        try {
            VaultCaller vault = new VaultCaller(CrashVault.make(server.said(), home, port));
            HttpRequest stranger =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "https://localhost:"
                                                    + port
                                                    + "/secrets/s?api-version=7.4"))
                            .build();
            answers =
                    KilledWriters.ask(
                                    server,
                                    300,
                                    _ -> {
                                        int status =
                                                vault.http()
                                                        .send(
                                                                stranger,
                                                                HttpResponse.BodyHandlers
                                                                        .discarding())
                                                        .statusCode();
                                        assertThat(status).isEqualTo(401);
                                        return status;
                                    })
                            .size();
        } finally {
            server.kill();
        }
        Told told = Told.since(home.resolve("audit"), 0);
        LOG.log(System.Logger.Level.INFO, "answers={0} {1}", answers, told);
        assertThat(answers).isGreaterThanOrEqualTo(300).isLessThanOrEqualTo((int) told.requests);
    }
}
