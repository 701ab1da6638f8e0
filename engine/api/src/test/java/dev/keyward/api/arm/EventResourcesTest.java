package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.EngineConfig;
import dev.keyward.api.Peers;
import dev.keyward.testing.HttpsPeer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Event subscriptions of vaults, whose endpoints are asked first.
class EventResourcesTest {
    @TempDir Path folder;
    private HttpsPeer peer;
    private Arm arm;
    private String path;
    private final AtomicReference<String> allowed = new AtomicReference<>("*");
    private final AtomicReference<String> query = new AtomicReference<>("");
    private final AtomicReference<String> asked = new AtomicReference<>("");

    @BeforeEach
    void start() throws Exception {
        peer =
                Peers.https(exchange -> {
                    if (exchange.getRequestMethod().equals("OPTIONS")) {
                        query.set(String.valueOf(exchange.getRequestURI().getRawQuery()));
                        asked.set(exchange.getRequestHeaders().getFirst("WebHook-Request-Origin"));
                        exchange.getResponseHeaders().set("WebHook-Allowed-Origin", allowed.get());
                    }
                    HttpsPeer.answer(exchange, 200, new byte[0]);
                });
        arm =
                new Arm(
                        new Stack(
                                folder.resolve("home"),
                                null,
                                EngineConfig.Profile.SERVER,
                                Peers.rules(peer)));
        arm.ready();
        arm.put(arm.vault("VaultRG", "Vault01"), arm.newVault()).expect(201);
        path =
                arm.vault("VaultRG", "Vault01")
                        + "/providers/Microsoft.EventGrid/eventSubscriptions/";
    }

    @AfterEach
    void stop() {
        arm.close();
        peer.close();
    }

    private static String body(String url, String more) {
        return "{\"properties\":{\"destination\":{\"endpointType\":\"WebHook\",\"properties\":"
                + "{\"endpointUrl\":\""
                + url
                + "\"}}"
                + more
                + "}}";
    }

    @Test
    void aSubscriptionIsMadeShownAndEndedAndItsSecretShownOnce() {
        Stack.Answer made =
                arm.put(
                        path + "Watch",
                        body(
                                peer.url() + "/hook",
                                ",\"filter\":{\"includedEventTypes\":"
                                        + "[\"Microsoft.KeyVault.SecretExpired\"]}"));
        made.expect(201);
        assertThat(asked.get()).isEqualTo("local.keyward.localhost");
        assertThat(made.text("/id"))
                .endsWith(
                        "/vaults/Vault01"
                                + path.substring(path.indexOf("/providers/Microsoft.EventGrid"))
                                + "watch");
        assertThat(made.text("/type")).isEqualTo("Microsoft.EventGrid/eventSubscriptions");
        assertThat(made.text("/properties/eventDeliverySchema")).isEqualTo("CloudEventSchemaV1_0");
        assertThat(made.json().at("/properties/filter/includedEventTypes").toString())
                .isEqualTo("[\"Microsoft.KeyVault.SecretExpired\"]");
        String secret = made.text("/properties/signingSecret");
        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
        Stack.Answer shown = arm.get(path + "watch").expect(200);
        assertThat(shown.json().at("/properties/signingSecret").isMissingNode()).isTrue();
        assertThat(shown.text("/properties/destination/properties/endpointBaseUrl"))
                .isEqualTo(peer.url() + "/hook");
        assertThat(arm.get(path).json().at("/value").size()).isEqualTo(1);
        arm.call("DELETE", path + "watch", null).expect(200);
        arm.call("DELETE", path + "watch", null).expect(204);
        arm.call("GET", path + "watch", null).refused(404, "ResourceNotFound");
    }

    /// Many endpoints take their secret in the query, so it is sealed, and no Reader sees it.
    @Test
    void aSecretInTheUrlStaysWithTheServer() throws Exception {
        String given = peer.url() + "/hook%20a?code=s3cr3t-c0de";
        arm.put(path + "watch", body(given, "")).expect(201);
        assertThat(query.get()).isEqualTo("code=s3cr3t-c0de");
        for (String at : List.of(path + "watch", path)) {
            assertThat(arm.get(at).expect(200).json().toString())
                    .contains("\"endpointBaseUrl\":\"" + peer.url() + "/hook%20a\"")
                    .doesNotContain("s3cr3t-c0de");
        }
        // The row is in one of them; other files come and go while the engine is open.
        for (String file : List.of("keyward.db", "keyward.db-wal")) {
            assertThat(
                            Files.readString(
                                    folder.resolve("home/data").resolve(file),
                                    StandardCharsets.ISO_8859_1))
                    .as(file)
                    .doesNotContain("s3cr3t-c0de");
        }
    }

    @Test
    void anEndpointThatDoesntWantToBeToldIsLeftAlone() {
        allowed.set("other.example");
        arm.put(path + "watch", body(peer.url() + "/hook", "")).refused(400, "URL validation");
        arm.put(path + "watch", body("https://elsewhere.example/", ""))
                .refused(400, "URL validation");
        assertThat(arm.get(path).json().at("/value").size()).isZero();
    }

    @Test
    void refusesWhatItCantDo() {
        arm.put(path + "watch", body("http://localhost/", "")).refused(400, "BadRequest");
        arm.put(path + "no", body(peer.url(), "")).refused(400, "BadRequest");
        arm.put(path + "watch", body(peer.url(), ",\"eventDeliverySchema\":\"EventGridSchema\""))
                .refused(400, "BadRequest");
        arm.put(
                        path + "watch",
                        body(peer.url(), ",\"filter\":{\"includedEventTypes\":[\"Own.Thing\"]}"))
                .refused(400, "BadRequest");
        arm.put(path.replace("Vault01", "Vault02") + "watch", body(peer.url(), ""))
                .refused(404, "ResourceNotFound");
    }
}
