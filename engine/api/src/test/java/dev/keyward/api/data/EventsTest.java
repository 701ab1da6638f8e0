package dev.keyward.api.data;

import static dev.keyward.api.VaultPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.api.Peers;
import dev.keyward.api.VaultPlane;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultId;
import dev.keyward.model.VaultName;
import dev.keyward.outside.OutsideRules;
import dev.keyward.outside.events.EventSubscription;
import dev.keyward.outside.events.EventSubscriptions;
import dev.keyward.records.Draft;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.testing.HttpsPeer;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.VaultSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events of vaults, delivered to a real HTTPS server.
class EventsTest {
    private static final long NOW = VaultPlane.START.getEpochSecond();
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final byte[] SECRET = new byte[32];
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path directory = Path.of("");
    private HttpsPeer peer;
    private VaultPlane plane;
    private VaultId vault;
    private final AtomicInteger status = new AtomicInteger(200);
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());

    private final List<String> queries = Collections.synchronizedList(new ArrayList<>());

    private record Received(
            String path, String type, String id, String time, String signature, byte[] body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException broken) {
                throw new AssertionError(broken);
            }
        }
    }

    @BeforeEach
    void open() throws Exception {
        peer =
                Peers.https(exchange -> {
                    var headers = exchange.getRequestHeaders();
                    queries.add(String.valueOf(exchange.getRequestURI().getRawQuery()));
                    received.add(
                            new Received(
                                    exchange.getRequestURI().getPath(),
                                    headers.getFirst("content-type"),
                                    headers.getFirst("webhook-id"),
                                    headers.getFirst("webhook-timestamp"),
                                    headers.getFirst("webhook-signature"),
                                    exchange.getRequestBody().readAllBytes()));
                    HttpsPeer.answer(
                            exchange,
                            exchange.getRequestURI().getPath().equals("/broken")
                                    ? 500
                                    : status.get(),
                            new byte[0]);
                });
        open(Peers.rules(peer));
    }

    private void open(OutsideRules rules) throws IOException {
        if (plane != null) {
            plane.close();
        }
        plane = new VaultPlane(directory, new RecoveryLevel(7, false), rules);
        vault = plane.vaults.find(new VaultName("vault01")).orElseThrow().id();
    }

    @AfterEach
    void close() {
        plane.close();
        peer.close();
    }

    private void subscribe(String name, String path, List<String> types) {
        plane.subscriptions
                .put(
                        vault,
                        new EventSubscription(
                                name,
                                URI.create(peer.url() + path),
                                types,
                                SecretBytes.adopt(SECRET.clone())),
                        () -> new byte[] {'{', '}'})
                .toCompletableFuture()
                .join();
    }

    private String set(String name, String members) {
        JsonNode made =
                plane.owner("PUT", "/secrets/" + name, "{\"value\":\"hush-hush\"" + members + "}")
                        .json();
        return made.path("id").asText();
    }

    /// As 0.1.0 wrote them, with the endpoint in clear.
    @Test
    void aSubscriptionOfTheFirstFormatIsStillTold() {
        RecordScope scope = plane.records.vault(vault);
        byte[] clear =
                CanonicalWriter.of("event-subscription", 1)
                        .text(peer.url() + "/hook?code=a")
                        .texts(EventSubscriptions.types())
                        .toBytes();
        Sealed row =
                scope.seal(
                        Draft.create(
                                RecordId.of("event-subscription", "old"),
                                0,
                                clear,
                                SecretBytes.adopt(SECRET.clone())));
        plane.store
                .change(tx -> {
                    scope.put(tx, row);
                    return true;
                })
                .toCompletableFuture()
                .join();
        subscribe("new", "/hook?code=b", EventSubscriptions.types());
        set("s1", "");
        assertThat(plane.deliver().attended()).isEqualTo(2);
        assertThat(queries).containsExactlyInAnyOrder("code=a", "code=b");
        assertThat(plane.subscriptions.of(vault))
                .allSatisfy(each ->
                        assertThat(each.secret()).isEqualTo(SecretBytes.adopt(SECRET.clone())));
    }

    @Test
    void aChangeOfWhoMayDoWhatIsToldWithoutSayingWhat() {
        subscribe("all", "/hook", EventSubscriptions.types());
        Vault before = plane.vaults.find(vault).orElseThrow();
        VaultSettings settings = before.settings();
        update(before, settings.withAccessPolicies(settings.accessPolicies()));
        assertThat(plane.deliver().attended()).isZero();
        update(before, settings.withAccessPolicies(List.of()));
        assertThat(plane.deliver().attended()).isEqualTo(1);
        JsonNode event = received.getFirst().json();
        assertThat(event.path("type").asText())
                .isEqualTo("Microsoft.KeyVault.VaultAccessPolicyChanged");
        assertThat(event.path("subject").asText()).isEqualTo("vault01");
        assertThat(event.path("data").toString())
                .isEqualTo(
                        "{\"Id\":\""
                                + VaultPlane.BASE
                                + "\",\"VaultName\":\"vault01\",\"ObjectType\":\"Vault\","
                                + "\"ObjectName\":\"vault01\",\"Version\":\"\"}");
    }

    private void update(Vault of, VaultSettings settings) {
        plane.vaults
                .update(of.withSettings(settings), () -> new byte[] {'{', '}'})
                .toCompletableFuture()
                .join();
    }

    @Test
    void aNewVersionIsToldInKeyVaultsWordsAndSigned() throws Exception {
        subscribe("all", "/hook", EventSubscriptions.types());
        String id =
                set(
                        "db",
                        ",\"tags\":{\"t\":\"private\"},\"attributes\":{\"nbf\":5,\"exp\":"
                                + (NOW + 400 * DAY)
                                + "}");
        assertThat(plane.deliver().attended()).isEqualTo(1);
        assertThat(received).hasSize(1);
        Received event = received.getFirst();
        assertThat(event.type()).isEqualTo("application/cloudevents+json; charset=utf-8");
        assertThat(event.json().path("id").asText()).isEqualTo(event.id());
        assertThat(new String(event.body(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"id\":\""
                                + event.id()
                                + "\",\"source\":\"/subscriptions/"
                                + "00000000-0000-0002-0000-000000000002/resourceGroups/group/"
                                + "providers/Microsoft.KeyVault/vaults/vault01\",\"type\":"
                                + "\"Microsoft.KeyVault.SecretNewVersionCreated\",\"subject\":\"db\","
                                + "\"time\":\"2026-03-01T10:00:00Z\",\"data\":{\"Id\":\""
                                + id
                                + "\",\"VaultName\":\"vault01\",\"ObjectType\":\"Secret\","
                                + "\"ObjectName\":\"db\",\"Version\":\""
                                + id.substring(id.lastIndexOf('/') + 1)
                                + "\",\"NBF\":\"5\",\"EXP\":\""
                                + (NOW + 400 * DAY)
                                + "\"},\"specversion\":\"1.0\",\"datacontenttype\":"
                                + "\"application/json\"}");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        mac.update((event.id() + "." + event.time() + ".").getBytes(StandardCharsets.UTF_8));
        assertThat(event.signature())
                .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(event.body())));
        assertThat(event.time()).isEqualTo(Long.toString(NOW));
        assertThat(plane.deliver().attended()).as("delivered once").isZero();
    }

    @Test
    @Tag("security:S-01")
    void noEventHoldsAValueOrATag() {
        subscribe("all", "/hook", EventSubscriptions.types());
        set("db", ",\"tags\":{\"t\":\"private\"},\"contentType\":\"kind\"");
        plane.deliver();
        assertThat(new String(received.getFirst().body(), StandardCharsets.UTF_8))
                .doesNotContain("hush", "private", "kind");
    }

    @Test
    void expiryAndRotationAreToldToWhoWantsThem() {
        subscribe(
                "expiry",
                "/hook",
                List.of("Microsoft.KeyVault.KeyNearExpiry", "Microsoft.KeyVault.KeyExpired"));
        subscribe("rotation", "/hook", List.of("Microsoft.KeyVault.KeyNewVersionCreated"));
        plane.owner(
                "POST",
                "/keys/k/create",
                "{\"kty\":\"EC\",\"attributes\":{\"exp\":" + (NOW + 40 * DAY) + "}}");
        plane.clock.advance(Duration.ofDays(10));
        plane.upkeep();
        plane.clock.advance(Duration.ofDays(30));
        plane.upkeep();
        plane.owner("POST", "/keys/k/rotate");
        plane.deliver();
        assertThat(received.stream().map(each -> each.json().path("type").asText()).toList())
                .containsExactlyInAnyOrder(
                        "Microsoft.KeyVault.KeyNewVersionCreated",
                        "Microsoft.KeyVault.KeyNearExpiry",
                        "Microsoft.KeyVault.KeyExpired",
                        "Microsoft.KeyVault.KeyNewVersionCreated");
        assertThat(received.getFirst().json().path("data").path("Id").asText())
                .startsWith(BASE + "/keys/k/");
    }

    @Test
    @Tag("reliability:R-03")
    void whatIsntTakenIsSentAgainAfterAWhileWithTheSameId() {
        subscribe("all", "/hook", EventSubscriptions.types());
        status.set(503);
        set("db", "");
        plane.deliver();
        plane.deliver();
        assertThat(received).hasSize(1);
        plane.clock.advance(Duration.ofSeconds(10));
        plane.deliver();
        assertThat(received).hasSize(2);
        status.set(200);
        plane.clock.advance(Duration.ofSeconds(29));
        plane.deliver();
        assertThat(received).as("half a minute after the second attempt").hasSize(2);
        plane.clock.advance(Duration.ofSeconds(1));
        plane.deliver();
        assertThat(received).hasSize(3);
        assertThat(received.stream().map(Received::id).distinct()).hasSize(1);
        plane.clock.advance(Duration.ofDays(2));
        plane.deliver();
        assertThat(received).hasSize(3);
    }

    @Test
    @Tag("reliability:R-13")
    void anEventOfAWrongClockIsSentAgainWhenItIsRight() {
        subscribe("all", "/hook", EventSubscriptions.types());
        status.set(503);
        plane.clock.set(Duration.ofDays(3653));
        set("db", "");
        plane.deliver();
        assertThat(received).hasSize(1);

        plane.clock.set(Duration.ofDays(-3653));
        status.set(200);
        plane.clock.advance(Duration.ofSeconds(10));
        plane.deliver();
        assertThat(received).hasSize(2);
        assertThat(plane.delivery.dead(vault)).isZero();
    }

    @Test
    void whoDoesntAnswerKeepsNobodyElseWaiting() {
        subscribe("broken", "/broken", EventSubscriptions.types());
        subscribe("sound", "/hook", EventSubscriptions.types());
        for (int i = 0; i < 5; i++) {
            set("s" + i, "");
        }
        plane.deliver();
        assertThat(received.stream().filter(each -> each.path().equals("/hook"))).hasSize(5);
        assertThat(received.stream().filter(each -> each.path().equals("/broken")))
                .as("after one failure it rests")
                .hasSize(1);
    }

    @Test
    void whatCantBeDeliveredIsGivenUpAndToldInTheAuditTrail() {
        subscribe("all", "/broken", EventSubscriptions.types());
        set("db", "");
        for (int i = 0; i < 40; i++) {
            plane.deliver();
            plane.clock.advance(Duration.ofHours(1));
        }
        assertThat(received.size()).as("as often as Event Grid tries").isBetween(6, 10);
        assertThat(plane.delivery.dead(vault)).isEqualTo(1);
        assertThat(
                        plane.records().stream()
                                .filter(record ->
                                        record.path("operationName")
                                                .asText()
                                                .equals("EventUndelivered")))
                .hasSize(1);
        int before = received.size();
        plane.clock.advance(Duration.ofDays(30));
        plane.deliver();
        assertThat(received).hasSize(before);
    }

    @Test
    void whatTheReceiverCallsWrongIsntSentAgain() {
        subscribe("all", "/hook", EventSubscriptions.types());
        status.set(410);
        set("db", "");
        plane.deliver();
        assertThat(plane.delivery.dead(vault)).isEqualTo(1);
        plane.clock.advance(Duration.ofDays(1));
        plane.deliver();
        assertThat(received).hasSize(1);
    }

    @Test
    @Tag("security:S-06")
    void aHostThatTheSettingsDontNameIsntCalled() throws Exception {
        open(OutsideRules.NONE);
        subscribe("all", "/hook", EventSubscriptions.types());
        set("db", "");
        plane.deliver();
        assertThat(received).isEmpty();
    }

    /// Allowed by its name, it turns out to be this machine.
    @Test
    @Tag("security:S-07")
    void anAllowedNameOfThisMachineIsntCalledAndTheEventWaits() throws Exception {
        URI endpoint = URI.create(peer.url().replace("localhost", "hooks.localhost") + "/hook");
        OutsideRules known = Peers.rules(peer);
        open(
                new OutsideRules(
                        Set.of(endpoint.getAuthority()),
                        known.authorities(),
                        known.attestationKeys(),
                        known.addresses()));
        plane.subscriptions
                .put(
                        vault,
                        new EventSubscription(
                                "all",
                                endpoint,
                                EventSubscriptions.types(),
                                SecretBytes.adopt(SECRET.clone())),
                        () -> new byte[] {'{', '}'})
                .toCompletableFuture()
                .join();
        set("db", "");
        assertThat(plane.deliver().attended()).isOne();
        plane.clock.advance(Duration.ofHours(1));
        assertThat(plane.deliver().attended()).as("it is tried again").isOne();
        assertThat(received).isEmpty();
    }

    @Test
    void aSubscriptionThatEndsTakesItsEventsAlong() {
        subscribe("all", "/hook", EventSubscriptions.types());
        set("db", "");
        plane.subscriptions
                .delete(vault, "all", () -> new byte[] {'{', '}'})
                .toCompletableFuture()
                .join();
        plane.deliver();
        assertThat(received).isEmpty();
        assertThat(plane.deliver().attended()).isZero();
    }

    @Test
    void anotherServerDoesntSendWhatOneHasBegun() {
        subscribe("all", "/hook", EventSubscriptions.types());
        set("db", "");
        Instant now = plane.clock.instant();
        assertThat(now).isEqualTo(VaultPlane.START);
        List<Thread> servers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            servers.add(Thread.ofPlatform().start(plane::deliver));
        }
        servers.forEach(server -> {
            try {
                server.join();
            } catch (InterruptedException stop) {
                throw new AssertionError(stop);
            }
        });
        assertThat(received).hasSize(1);
    }
}
