package dev.keyward.api.data;

import static dev.keyward.api.VaultPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.vault.upkeep.Upkeep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rotation and its policy (data-plane-keys.md, section 6).
class RotationTest {
    private static final long NOW = VaultPlane.START.getEpochSecond();
    private static final long DAY = Duration.ofDays(1).toSeconds();

    @TempDir Path directory = Path.of("");
    private VaultPlane plane;

    @BeforeEach
    void open() throws Exception {
        plane = new VaultPlane(directory, new RecoveryLevel(7, false));
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private JsonNode create(String name, String members) {
        Answer made =
                plane.owner("POST", "/keys/" + name + "/create", "{\"kty\":\"EC\"" + members + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        return made.json();
    }

    private Answer policy(String body) {
        return plane.owner("PUT", "/keys/k/rotationpolicy", body);
    }

    private static String version(JsonNode bundle) {
        String kid = bundle.path("key").path("kid").asText();
        return kid.substring(kid.lastIndexOf('/') + 1);
    }

    private int versions() {
        return plane.owner("GET", "/keys/k/versions").json().path("value").size();
    }

    private List<String> operations() {
        return plane.records().stream()
                .map(record -> record.path("operationName").asText())
                .toList();
    }

    @Test
    void rotateMakesAVersionLikeTheCurrentOneAndWorksWithoutAPolicy() {
        JsonNode first =
                create(
                        "k",
                        ",\"crv\":\"P-384\",\"key_ops\":[\"sign\"],\"tags\":{\"a\":\"b\"},"
                                + "\"attributes\":{\"exp\":"
                                + (NOW + DAY)
                                + "}");
        plane.clock.advance(Duration.ofSeconds(5));
        Answer rotated = plane.owner("POST", "/keys/k/rotate");
        assertThat(rotated.status()).isEqualTo(200);
        JsonNode second = rotated.json();
        assertThat(version(second)).isNotEqualTo(version(first));
        assertThat(second.path("key").path("crv").asText()).isEqualTo("P-384");
        assertThat(second.path("key").path("x")).isNotEqualTo(first.path("key").path("x"));
        assertThat(second.path("key").path("key_ops").toString()).isEqualTo("[\"sign\"]");
        assertThat(second.path("tags").toString()).isEqualTo("{\"a\":\"b\"}");
        assertThat(second.path("attributes").path("created").asLong()).isEqualTo(NOW + 5);
        assertThat(second.path("attributes").has("exp")).isFalse();
        assertThat(version(plane.owner("GET", "/keys/k").json())).isEqualTo(version(second));
        assertThat(plane.owner("GET", "/keys/k/" + version(first)).status()).isEqualTo(200);
        assertThat(plane.lastRecord().path("operationName").asText()).isEqualTo("KeyGet");
        assertThat(operations()).contains("KeyRotate");
    }

    @Test
    void whatIsNotThereIsNotRotatedAndHasNoPolicy() {
        for (Answer answer :
                List.of(
                        plane.owner("POST", "/keys/k/rotate"),
                        plane.owner("GET", "/keys/k/rotationpolicy"),
                        policy("{}"))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("KeyNotFound");
        }
        create("k", "");
        plane.owner("DELETE", "/keys/k");
        assertThat(plane.owner("POST", "/keys/k/rotate").status()).isEqualTo(404);
        assertThat(plane.owner("GET", "/keys/k").status()).isEqualTo(404);
    }

    @Test
    void aKeyWithoutAPolicyAnswersTheStandardOne() {
        create("k", "");
        Answer answer = plane.owner("GET", "/keys/k/rotationpolicy");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo(
                        "{\"id\":\""
                                + BASE
                                + "/keys/k/rotationpolicy\",\"lifetimeActions\":[{\"trigger\":"
                                + "{\"timeBeforeExpiry\":\"P30D\"},\"action\":{\"type\":\"Notify\"}}],"
                                + "\"attributes\":{}}");
    }

    @Test
    void aPolicyWithRotateAloneIsGivenTheStandardNotice() {
        create("k", "");
        plane.clock.advance(Duration.ofSeconds(9));
        Answer answer =
                policy(
                        "{\"lifetimeActions\":[{\"trigger\":{\"timeAfterCreate\":\"P90D\","
                                + "\"timeBeforeExpiry\":null},\"action\":{\"type\":\"rotate\"}}],"
                                + "\"attributes\":{\"expiryTime\":\"p1y10d\"}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        String expected =
                "{\"id\":\""
                        + BASE
                        + "/keys/k/rotationpolicy\",\"lifetimeActions\":[{\"trigger\":"
                        + "{\"timeAfterCreate\":\"P90D\"},\"action\":{\"type\":\"Rotate\"}},"
                        + "{\"trigger\":{\"timeBeforeExpiry\":\"P30D\"},\"action\":{\"type\":"
                        + "\"Notify\"}}],\"attributes\":{\"expiryTime\":\"P1Y10D\",\"created\":"
                        + (NOW + 9)
                        + ",\"updated\":"
                        + (NOW + 9)
                        + "}}";
        assertThat(answer.text()).isEqualTo(expected);
        assertThat(plane.owner("GET", "/keys/k/rotationpolicy").text()).isEqualTo(expected);
        assertThat(operations()).contains("KeyRotationPolicySet", "KeyRotationPolicyGet");
    }

    @ParameterizedTest
    @CsvSource({"7.2,404", "7.3-preview,200"})
    void anOldVersionDoesNotKnowRotation(String version, int status) {
        create("k", "");
        String query = "?api-version=" + version;
        assertThat(plane.owner("POST", "/keys/k/rotate" + query, "").status()).isEqualTo(status);
        String policy = "/keys/k/rotationpolicy" + query;
        assertThat(plane.owner("GET", policy).status()).isEqualTo(status);
        assertThat(plane.owner("PUT", policy, "{\"attributes\":{}}").status()).isEqualTo(status);
    }

    @Test
    void whatAPutLeavesOutStaysAsItWas() {
        create("k", "");
        policy(
                "{\"lifetimeActions\":[{\"trigger\":{\"timeBeforeExpiry\":\"P10D\"},\"action\":"
                        + "{\"type\":\"Rotate\"}},{\"trigger\":{\"timeBeforeExpiry\":\"P20D\"},"
                        + "\"action\":{\"type\":\"NOTIFY\"}}],\"attributes\":{\"expiryTime\":\"P90D\"}}");
        JsonNode shorter = policy("{\"attributes\":{\"expiryTime\":\"P60D\"}}").json();
        assertThat(shorter.path("attributes").path("expiryTime").asText()).isEqualTo("P60D");
        assertThat(shorter.path("lifetimeActions")).hasSize(2);
        assertThat(shorter.path("lifetimeActions").get(1).path("trigger").toString())
                .isEqualTo("{\"timeBeforeExpiry\":\"P20D\"}");
        JsonNode unrotated = policy("{\"lifetimeActions\":[],\"attributes\":null}").json();
        assertThat(unrotated.path("attributes").path("expiryTime").asText()).isEqualTo("P60D");
        assertThat(unrotated.path("lifetimeActions").toString())
                .isEqualTo(
                        "[{\"trigger\":{\"timeBeforeExpiry\":\"P30D\"},\"action\":{\"type\":"
                                + "\"Notify\"}}]");
        JsonNode endless = policy("{\"attributes\":{\"expiryTime\":\"\"}}").json();
        assertThat(endless.path("attributes").has("expiryTime")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"attributes":{"expiryTime":"P27D"}} | attributes.expiryTime must be at least P28D
                    {"attributes":{"expiryTime":"90"}} | attributes.expiryTime must be an ISO 8601 duration such as P90D
                    {"attributes":{"expiryTime":"P"}} | attributes.expiryTime must be an ISO 8601 duration such as P90D
                    {"lifetimeActions":[{"trigger":{"timeAfterCreate":"P6D"},"action":{"type":"Rotate"}}]} | lifetimeActions.trigger.timeAfterCreate must be at least P7D
                    {"lifetimeActions":[{"trigger":{"timeBeforeExpiry":"P9D"},"action":{"type":"Rotate"}}]} | attributes.expiryTime must be given, since a key is to be rotated before its expiry
                    {"lifetimeActions":[{"trigger":{"timeAfterCreate":"P22D"},"action":{"type":"Rotate"}}],"attributes":{"expiryTime":"P28D"}} | lifetimeActions.trigger.timeAfterCreate must be at least seven days shorter than attributes.expiryTime
                    {"lifetimeActions":[{"trigger":{"timeAfterCreate":"P9D"},"action":{"type":"Notify"}}]} | lifetimeActions.trigger must be timeBeforeExpiry for Notify
                    {"lifetimeActions":[{"trigger":{},"action":{"type":"Notify"}}]} | lifetimeActions.trigger must be either timeAfterCreate or timeBeforeExpiry
                    {"lifetimeActions":[{"trigger":{"timeAfterCreate":"P9D"},"action":{"type":"Burn"}}]} | lifetimeActions.action.type must be Rotate or Notify
                    {"lifetimeActions":[{"trigger":{"timeAfterCreate":"P9D"},"action":{"type":"Rotate"}},{"trigger":{"timeAfterCreate":"P10D"},"action":{"type":"Rotate"}}]} | lifetimeActions must be at most one Rotate and one Notify
                    """)
    void refusesWhatARuleForbids(String body, String message) {
        create("k", "");
        Answer answer = policy(body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BadParameter");
        assertThat(answer.message()).isEqualTo(message);
    }

    @Test
    @Tag("reliability:R-12")
    void aKeyIsRotatedWhenItsPolicySaysAndOnce() {
        create("k", "");
        policy(
                "{\"lifetimeActions\":[{\"trigger\":{\"timeAfterCreate\":\"P3M\"},\"action\":"
                        + "{\"type\":\"Rotate\"}}],\"attributes\":{\"expiryTime\":\"P4M\"}}");
        // From the first of March, three months are 92 days.
        plane.clock.advance(Duration.ofDays(92).minusSeconds(1));
        assertThat(plane.upkeep()).isEqualTo(new Upkeep.Tally(0, 0, false));
        plane.clock.advance(Duration.ofSeconds(1));
        assertThat(plane.upkeep()).isEqualTo(new Upkeep.Tally(1, 0, false));
        assertThat(plane.upkeep()).isEqualTo(new Upkeep.Tally(0, 0, false));
        assertThat(versions()).isEqualTo(2);
        JsonNode made = plane.owner("GET", "/keys/k").json();
        assertThat(made.path("attributes").path("created").asLong()).isEqualTo(NOW + 92 * DAY);
        // The first of June and four months.
        assertThat(made.path("attributes").path("exp").asLong()).isEqualTo(NOW + (92 + 122) * DAY);
        JsonNode record =
                plane.records().stream()
                        .filter(each ->
                                each.path("operationName").asText().equals("KeyRotateIfDue"))
                        .findFirst()
                        .orElseThrow();
        assertThat(record.path("identity").isEmpty()).isTrue();
        assertThat(record.path("properties").path("id").asText())
                .isEqualTo(BASE + "/keys/k/" + version(made));
        assertThat(record.path("resourceId").asText()).endsWith("/VAULTS/VAULT01");
    }

    @Test
    void aDisabledKeyAndADeletedOneAreNotRotated() {
        create("k", "");
        policy(
                "{\"lifetimeActions\":[{\"trigger\":{\"timeAfterCreate\":\"P7D\"},\"action\":"
                        + "{\"type\":\"Rotate\"}}]}");
        plane.owner("PATCH", "/keys/k", "{\"attributes\":{\"enabled\":false}}");
        plane.clock.advance(Duration.ofDays(8));
        assertThat(plane.upkeep()).isEqualTo(new Upkeep.Tally(0, 0, false));
        plane.owner("PATCH", "/keys/k", "{\"attributes\":{\"enabled\":true}}");
        plane.owner("DELETE", "/keys/k");
        assertThat(plane.upkeep()).isEqualTo(new Upkeep.Tally(0, 0, false));
        plane.owner("POST", "/deletedkeys/k/recover");
        assertThat(plane.upkeep()).isEqualTo(new Upkeep.Tally(1, 0, false));
        assertThat(versions()).isEqualTo(2);
    }

    @Test
    void expiryIsToldAheadAndWhenItComesAndOnceForEachVersion() {
        create("k", ",\"attributes\":{\"exp\":" + (NOW + 40 * DAY) + "}");
        policy(
                "{\"lifetimeActions\":[{\"trigger\":{\"timeBeforeExpiry\":\"P10D\"},\"action\":"
                        + "{\"type\":\"Notify\"}}]}");
        plane.owner(
                "PUT",
                "/secrets/s",
                "{\"value\":\"v\",\"attributes\":{\"exp\":" + (NOW + 40 * DAY) + "}}");
        plane.clock.advance(Duration.ofDays(10));
        assertThat(plane.upkeep().attended()).isEqualTo(1);
        assertThat(plane.upkeep().attended()).isZero();
        assertThat(operations()).contains("SecretNearExpiryEventGridNotification");
        assertThat(operations()).doesNotContain("KeyNearExpiryEventGridNotification");
        plane.clock.advance(Duration.ofDays(20));
        assertThat(plane.upkeep().attended()).isEqualTo(1);
        assertThat(operations()).contains("KeyNearExpiryEventGridNotification");
        plane.clock.advance(Duration.ofDays(10));
        assertThat(plane.upkeep().attended()).isEqualTo(2);
        assertThat(plane.upkeep().attended()).isZero();
        assertThat(operations())
                .contains("KeyExpiredEventGridNotification", "SecretExpiredEventGridNotification");
        // Another expiry is a new matter.
        plane.owner("PATCH", "/secrets/s", "{\"attributes\":{\"exp\":" + (NOW + 60 * DAY) + "}}");
        assertThat(plane.upkeep().attended()).isEqualTo(1);
        assertThat(
                        operations().stream()
                                .filter("SecretNearExpiryEventGridNotification"::equals)
                                .count())
                .isEqualTo(2);
    }

    @Test
    void aBackupCarriesThePolicyAndItTakesUpAgain() {
        create("k", "");
        policy(
                "{\"lifetimeActions\":[{\"trigger\":{\"timeAfterCreate\":\"P7D\"},\"action\":"
                        + "{\"type\":\"Rotate\"}}]}");
        String blob = plane.owner("POST", "/keys/k/backup").text();
        plane.owner("DELETE", "/keys/k");
        plane.owner("DELETE", "/deletedkeys/k");
        assertThat(plane.owner("POST", "/keys/restore", blob).status()).isEqualTo(200);
        assertThat(
                        plane.owner("GET", "/keys/k/rotationpolicy")
                                .json()
                                .path("lifetimeActions")
                                .size())
                .isEqualTo(2);
        plane.clock.advance(Duration.ofDays(7));
        assertThat(plane.upkeep().attended()).isEqualTo(1);
        assertThat(versions()).isEqualTo(2);
    }
}
