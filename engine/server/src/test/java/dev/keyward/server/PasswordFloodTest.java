package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.SecretAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Strangers try passwords over many connections, beside somebody who uses the vault and somebody
/// who signs in.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("security:S-14")
@Timeout(120)
final class PasswordFloodTest {
    private static final String CLIENT = "1950a258-227b-4e31-a9cf-717495945fc2";
    private static final String ALICE = "alice@keyward.localhost";
    private static final String GRAPH = "https://graph.local.keyward.localhost:";
    private static final String PASSWORD = "correct horse battery";

    /// Of all strangers.
    private static final String ADDRESS = "127.0.0.2";

    /// More than the server has places for what waits, on two processors as in the build.
    private static final int CONNECTIONS = 60;

    /// What an address may send a minute before it's answered 429 without a hash.
    private static final int WRONG_PASSWORDS = 20;

    /// Which may each have begun one when the last that is allowed fails.
    private static final int MOST_THREADS = 4;

    private static final int HASHES_SEEN = 4;
    private static final long PAUSE_NANOS = 20_000_000;

    private DevServer server;
    private VaultCaller vault;

    @BeforeAll
    void start() throws Exception {
        server = DevServer.start(InstantSource.system(), new SecureRandom());
        Map<String, String> environment =
                Map.of(
                        "AZURE_TENANT_ID", server.tenant().toString(),
                        "AZURE_CLIENT_ID", server.application().toString(),
                        "AZURE_CLIENT_SECRET",
                                server.applicationSecret().toUtf8(SecretAccess.request()),
                        "AZURE_AUTHORITY_HOST", base(),
                        "AZURE_KEYVAULT_URL", base(),
                        "SSL_CERT_FILE", server.authorityFile().toString());
        vault = new VaultCaller(environment);
        VaultCaller graph = new VaultCaller(environment, GRAPH + server.port());
        HttpResponse<String> made =
                graph.http()
                        .send(
                                HttpRequest.newBuilder(URI.create(base() + "/v1.0/users"))
                                        .header("Authorization", "Bearer " + graph.token())
                                        .header("Content-Type", "application/json")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        """
                                                        {"displayName":"Alice","userPrincipalName":"%s","passwordProfile":{"password":"%s"}}\
                                                        """
                                                                .formatted(ALICE, PASSWORD)))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String base() {
        return "https://localhost:" + server.port();
    }

    @Test
    void whoTriesPasswordsOverManyConnectionsKeepsNobodyElseWaiting() throws Exception {
        Flood flood = new Flood();
        try (ExecutorService strangers = Executors.newCachedThreadPool()) {
            List<Future<?>> running = new ArrayList<>();
            HttpClient http =
                    HttpClient.newBuilder()
                            .sslContext(vault.context())
                            .version(HttpClient.Version.HTTP_1_1)
                            .localAddress(InetAddress.getByName(ADDRESS))
                            .build();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(strangers.submit(() -> flood.run(http)));
            }
            try {
                flood.await(1);
                for (int i = 0; i < 20; i++) {
                    vault.put("secrets/honest", "{\"value\":\"" + i + "\"}");
                    flood.look();
                }
                // Her address has a share of its own.
                HttpResponse<String> signedIn = signIn(vault.http(), ALICE, PASSWORD);
                assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
                flood.await(HASHES_SEEN);
            } finally {
                flood.stopped.set(true);
            }
            for (Future<?> each : running) {
                each.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(flood.hashing)
                .isNotEmpty()
                .allMatch(thread -> thread.startsWith("passwords-"))
                .hasSizeLessThanOrEqualTo(
                        Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        assertThat(flood.answers.keySet()).containsExactlyInAnyOrder(400, 429);
        long minutes = 1 + TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - flood.began);
        assertThat((long) flood.wrong.get())
                .isLessThanOrEqualTo(minutes * (WRONG_PASSWORDS + MOST_THREADS));
        assertThat(flood.refusals)
                .isNotEmpty()
                .allSatisfy(refusal ->
                        assertThat(refusal)
                                .contains("\"error\":\"temporarily_unavailable\"")
                                .contains("\"error_codes\":[90055]"));
    }

    private HttpResponse<String> signIn(HttpClient http, String name, String password)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(
                                URI.create(base() + "/" + server.tenant() + "/oauth2/v2.0/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "grant_type=password&client_id="
                                                + CLIENT
                                                + "&username="
                                                + encode(name)
                                                + "&password="
                                                + encode(password)
                                                + "&scope="
                                                + encode(server.vaultResource() + "/.default")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// What the strangers do and get, and on which threads their passwords are hashed.
    private final class Flood {
        final AtomicBoolean stopped = new AtomicBoolean();
        final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
        final AtomicInteger wrong = new AtomicInteger();
        final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
        final Set<String> hashing = new HashSet<>();
        final long began = System.nanoTime();
        private final AtomicInteger names = new AtomicInteger();

        Void run(HttpClient http) throws IOException, InterruptedException {
            while (!stopped.get()) {
                HttpResponse<String> answer =
                        signIn(
                                http,
                                "name-" + names.incrementAndGet() + "@keyward.localhost",
                                "guess");
                answers.computeIfAbsent(answer.statusCode(), _ -> new AtomicInteger())
                        .incrementAndGet();
                if (answer.statusCode() == 429) {
                    refusals.add(answer.body());
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                    LockSupport.parkNanos(PAUSE_NANOS);
                } else {
                    wrong.incrementAndGet();
                }
            }
            return null;
        }

        /// Until so many were answered after a hash.
        void await(int hashes) {
            while (wrong.get() < hashes) {
                look();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }

        void look() {
            Thread.getAllStackTraces()
                    .forEach((thread, frames) -> {
                        if (Arrays.stream(frames)
                                .anyMatch(frame -> frame.getClassName().contains("Argon2"))) {
                            hashing.add(thread.getName());
                        }
                    });
        }
    }
}
