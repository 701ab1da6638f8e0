package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.SecretAccess;
import dev.keyward.server.floods.CostlyPfx;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// One vault imports the costliest files there may be, as many as it can; another makes a key.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NeighbourTest {
    private static final int FLOOD = 60;

    /// One import under way, and its own work; the queue would take ten times as long.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DevServer server = DevServer.start(InstantSource.system(), new SecureRandom());
    private VaultCaller dev;
    private VaultCaller neighbour;

    @BeforeAll
    void makeANeighbour() throws Exception {
        String self = "https://localhost:" + server.port();
        Map<String, String> environment =
                Map.of(
                        "AZURE_TENANT_ID",
                        server.tenant().toString(),
                        "AZURE_CLIENT_ID",
                        server.application().toString(),
                        "AZURE_CLIENT_SECRET",
                        server.applicationSecret().toUtf8(SecretAccess.request()),
                        "AZURE_AUTHORITY_HOST",
                        self,
                        "AZURE_KEYVAULT_URL",
                        self,
                        "AZURE_SUBSCRIPTION_ID",
                        server.subscription().toString(),
                        "SSL_CERT_FILE",
                        server.authorityFile().toString());
        dev = new VaultCaller(environment);
        neighbour = new VaultCaller(AnotherVault.make(environment, server.port(), "neighbour"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> makeAKey(String name) throws IOException, InterruptedException {
        return neighbour
                .http()
                .send(
                        neighbour
                                .request("keys/" + name + "/create")
                                .timeout(PATIENCE)
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"kty\":\"RSA\",\"key_size\":2048}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @Tag("security:S-14")
    void aFileThatWouldCostTooMuchIsRefusedWithTheRule() throws Exception {
        long start = System.nanoTime();
        HttpResponse<String> refused =
                dev.http()
                        .send(
                                dev.request("certificates/costly/import")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        CostlyPfx.importBody(5_000_000)))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("BadParameter")
                .contains("iterations times key length, over all parts");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    @Tag("security:S-07")
    void aNeighbourIsServedWhileAVaultImportsAllItCanAndAfterItsClientLeft() throws Exception {
        String costly = CostlyPfx.importBody(1_900_000);
        List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
        try (HttpClient rude = HttpClient.newBuilder().sslContext(dev.context()).build()) {
            for (int i = 0; i < FLOOD; i++) {
                flood.add(
                        rude.sendAsync(
                                dev.request("certificates/costly" + i + "/import")
                                        .POST(HttpRequest.BodyPublishers.ofString(costly))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()));
            }
            // More than a vault has places for: the last are refused while the others wait.
            assertThat(CompletableFuture.anyOf(flood.toArray(CompletableFuture[]::new)).join())
                    .extracting(answer -> ((HttpResponse<?>) answer).statusCode())
                    .isEqualTo(429);
            assertThat(makeAKey("beside").statusCode()).isEqualTo(200);
            assertThat(flood).filteredOn(each -> !each.isDone()).hasSizeGreaterThan(20);
            // Some leave one stream each, the rest with the connection.
            flood.subList(0, FLOOD / 4).forEach(each -> each.cancel(true));
            rude.shutdownNow();
        }
        // Nobody waits for them: none of them is begun, and their vault has its places back.
        assertThat(makeAKey("after").statusCode()).isEqualTo(200);
        assertThat(
                        dev.http()
                                .send(
                                        dev.request("certificates/costly/import")
                                                .timeout(PATIENCE)
                                                .POST(
                                                        HttpRequest.BodyPublishers.ofString(
                                                                CostlyPfx.importBody(1_000)))
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                .isEqualTo(400);
    }
}
