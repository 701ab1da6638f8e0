package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.directory.Directory;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signing keys roll over while clients sign in and use their tokens: none of them notices.
final class KeyRolloverTest {
    private static final int CLIENTS = 4;
    private static final int LONGEST_SECONDS = 120;
    private static final Duration LIFE_OF_KEY = Duration.ofDays(90);

    /// It begins in the past, so that the certificate that the server makes at its start holds for
    /// clients, which go by the machine's clock, until the end.
    private final AtomicReference<Duration> behind = new AtomicReference<>(LIFE_OF_KEY.plusDays(5));

    /// The keys of the tokens that clients were given.
    private final Set<String> signers = new ConcurrentSkipListSet<>();

    private volatile boolean over;

    private Instant now() {
        return Instant.now().minus(behind.get());
    }

    /// Vaults take RS256 here, the other planes ES256.
    @Test
    void noRequestIsRefusedWhileKeysRollOver(@TempDir Path folder) throws Exception {
        Instant founded = now();
        try (CertificateServer server =
                        new CertificateServer(
                                folder, this::now, "tokens.es256=management,admin,graph");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Directory directory = SecondTenant.directory(server.server);
            server.token(CertificateServer.VAULT);
            directory.rotateSigningKeys();
            Set<String> published = published(server);
            assertThat(published).hasSize(4);

            // The time of the second keys comes while the clients are at work.
            Instant shortly = founded.plus(LIFE_OF_KEY).minusSeconds(3);
            behind.set(Duration.between(shortly, Instant.now()));
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> work(server)));
            }
            awaitSigners(4, clients);
            directory.rotateSigningKeys();
            assertThat(published(server)).containsAll(published).hasSize(6);
            over = true;
            for (Future<Integer> client : clients) {
                assertThat(client.get()).isGreaterThan(4);
            }
            // A day before it signs, everybody can know a key.
            assertThat(published).containsExactlyInAnyOrderElementsOf(signers);
        }
    }

    private void awaitSigners(int count, List<Future<Integer>> clients) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (signers.size() < count) {
            for (Future<Integer> client : clients) {
                if (client.isDone()) {
                    client.get();
                }
            }
            assertThat(System.nanoTime()).as("only " + signers + " signed").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /// Signs in again and again, and goes on with what it has: its first tokens and its latest.
    ///
    /// @return how often it was answered as it should be; it ends when it isn't
    private int work(CertificateServer server) throws Exception {
        int answered = 0;
        try (HttpClient client = server.client(null, HttpClient.Version.HTTP_2)) {
            List<String> vault = new ArrayList<>();
            List<String> management = new ArrayList<>();
            while (!over) {
                keep(vault, signIn(server, client, CertificateServer.VAULT));
                keep(management, signIn(server, client, server.base()));
                for (String token : vault) {
                    use(server, client, CertificateServer.SECRETS, token);
                    answered++;
                }
                for (String token : management) {
                    use(server, client, "/subscriptions?api-version=2022-12-01", token);
                    answered++;
                }
            }
        }
        return answered;
    }

    private static void keep(List<String> tokens, String next) {
        if (tokens.size() == 3) {
            tokens.remove(1);
        }
        tokens.add(next);
    }

    private String signIn(CertificateServer server, HttpClient client, String resource)
            throws IOException, InterruptedException {
        String token =
                server.token(client, server.base(), server.secretForm(resource))
                        .expect(200)
                        .text("/access_token");
        String header =
                new String(
                        Base64.getUrlDecoder().decode(token.split("\\.")[0]),
                        StandardCharsets.UTF_8);
        signers.add(header.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1"));
        return token;
    }

    private static void use(
            CertificateServer server, HttpClient client, String target, String token)
            throws IOException, InterruptedException {
        server.signed(client, "GET", server.base() + target, token, "").expect(200);
    }

    private static Set<String> published(CertificateServer server)
            throws IOException, InterruptedException {
        Set<String> kids = new TreeSet<>();
        for (JsonNode key :
                server.ask(
                                server.plain(),
                                "GET",
                                server.base()
                                        + "/"
                                        + server.administrator.tenant()
                                        + "/discovery/keys",
                                "")
                        .expect(200)
                        .json()
                        .at("/keys")) {
            kids.add(key.at("/kid").asText());
        }
        return kids;
    }
}
