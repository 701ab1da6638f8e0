package dev.keyward.api.data;

import static dev.keyward.api.VaultPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.RecoveryLevel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretOperationsTest {
    private static final long NOW = VaultPlane.START.getEpochSecond();

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

    private String version(Answer answer) {
        String id = answer.json().path("id").asText();
        return id.substring(id.lastIndexOf('/') + 1);
    }

    @Test
    @Tag("seed:S-23")
    @Tag("seed:S-25")
    void setAnswersInTheRecordedShape() {
        Answer answer = plane.owner("PUT", "/secrets/db", "{\"value\":\"p\",\"attributes\":{}}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo(
                        "{\"value\":\"p\",\"id\":\""
                                + BASE
                                + "/secrets/db/"
                                + version(answer)
                                + "\",\"attributes\":{\"enabled\":true,\"created\":"
                                + NOW
                                + ",\"updated\":"
                                + NOW
                                + ",\"recoveryLevel\":\"CustomizedRecoverable+Purgeable\","
                                + "\"recoverableDays\":7}}");
        assertThat(version(answer)).matches("[0-9a-f]{32}");
        assertThat(answer.headers())
                .containsEntry("Content-Type", "application/json; charset=utf-8");
    }

    @Test
    @Tag("seed:S-26")
    @Tag("seed:A-23")
    void getAnswersTheSameWithWhateverPathFormClientsUse() {
        plane.owner("PUT", "/secrets/Db", "{\"value\":\"one\"}");
        Answer set = plane.owner("PUT", "/secrets/db", "{\"value\":\"two\",\"contentType\":\"c\"}");
        for (String path :
                List.of(
                        "/secrets/db",
                        "/secrets/db/",
                        "//secrets/DB",
                        "/SECRETS/db//",
                        "/secrets/db/" + version(set),
                        "/secrets/db?api%2Dversion=2026-04-01",
                        BASE.replace("vault01", "VAULT01") + "/secrets/db")) {
            Answer got = plane.owner("GET", path);
            assertThat(got.status()).as(path).isEqualTo(200);
            assertThat(without(got, "previousVersion")).as(path).isEqualTo(set.json());
        }
        assertThat(set.json().path("id").asText()).contains("/secrets/Db/");
    }

    private static JsonNode without(Answer answer, String member) {
        ObjectNode rest = answer.json().deepCopy();
        rest.remove(member);
        return rest;
    }

    @Test
    void theVersionBeforeIsNamedFromTheApiVersionOnThatHasIt() {
        Answer first = plane.owner("PUT", "/secrets/db", "{\"value\":\"one\"}");
        plane.owner("PUT", "/secrets/db", "{\"value\":\"two\"}");
        for (String old : List.of("2016-10-01", "7.0", "7.6", "7.6-preview.2")) {
            JsonNode got = plane.owner("GET", "/secrets/db?api-version=" + old).json();
            assertThat(got.path("value").asText()).as(old).isEqualTo("two");
            assertThat(got.has("previousVersion")).as(old).isFalse();
        }
        for (String known : List.of("2025-06-01-preview", "2025-07-01", "2026-04-01")) {
            assertThat(
                            plane.owner("GET", "/secrets/db?api-version=" + known)
                                    .json()
                                    .path("previousVersion")
                                    .asText())
                    .as(known)
                    .isEqualTo(version(first));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2015-06-01",
                "2016-10-01",
                "7.0",
                "7.1",
                "7.2",
                "7.3",
                "7.4",
                "7.5",
                "7.6",
                "7.3-preview",
                "7.4-preview.1",
                "7.5-preview.1",
                "7.6-preview.1",
                "7.6-preview.2",
                "2025-06-01-preview",
                "2025-07-01",
                "2026-01-01-preview",
                "2026-03-01-preview",
                "2026-04-01",
                "2026-05-01-preview",
                "2026-07-01-preview"
            })
    @Tag("seed:A-25")
    void everyApiVersionIsTaken(String version) {
        assertThat(plane.owner("GET", "/secrets?api-version=" + version).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2099-01-01", "1999-01-01", "2026-04-01-preview", "9.9", "7.7", "2026"})
    void anUnknownApiVersionIsRefused(String version) {
        Answer unknown = plane.owner("GET", "/secrets?api-version=" + version);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.code()).isEqualTo("BadParameter");
        assertThat(unknown.message())
                .isEqualTo(
                        "The specified version ("
                                + version
                                + ") is not recognized. Consider using the latest supported version"
                                + " (2026-04-01).");
    }

    @Test
    void aMissingApiVersionIsRefused() {
        Answer missing = plane.owner("GET", "/secrets?");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.code()).isEqualTo("BadParameter");
        assertThat(missing.message()).isEqualTo("The api-version query parameter is required.");
    }

    @Test
    void anUpdateShowsNoValue() {
        plane.owner("PUT", "/secrets/db", "{\"value\":\"p\",\"tags\":{\"a\":\"b\"}}");
        Answer updated =
                plane.owner(
                        "PATCH",
                        "/secrets/db/",
                        "{\"attributes\":{\"exp\":" + (NOW + 60) + ",\"nbf\":null}}");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.json().has("value")).isFalse();
        assertThat(updated.json().path("attributes").path("exp").asLong()).isEqualTo(NOW + 60);
        assertThat(updated.json().path("tags").path("a").asText()).isEqualTo("b");
        Answer cleared = plane.owner("PATCH", "/secrets/db", "{\"tags\":{}}");
        assertThat(cleared.json().has("tags")).isFalse();
    }

    @Test
    void aPostMayStandForAPatchOrDelete() {
        plane.owner("PUT", "/secrets/db", "{\"value\":\"p\"}");
        Answer patched =
                plane.ask(
                        "owner",
                        "POST",
                        "/secrets/db",
                        "{\"contentType\":\"c\"}",
                        Map.of("x-http-method", "PATCH"));
        assertThat(patched.json().path("contentType").asText()).isEqualTo("c");
        Answer deleted =
                plane.ask("owner", "POST", "/secrets/db", null, Map.of("x-http-method", "DELETE"));
        assertThat(deleted.json().path("deletedDate").asLong()).isEqualTo(NOW);
    }

    @Test
    void deleteAnswersWithTheDeletionFirstAndSettlesAtOnce() {
        Answer set = plane.owner("PUT", "/secrets/db", "{\"value\":\"p\"}");
        Answer deleted = plane.owner("DELETE", "/secrets/db");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.text())
                .startsWith(
                        "{\"recoveryId\":\""
                                + BASE
                                + "/deletedsecrets/db\",\"deletedDate\":"
                                + NOW
                                + ",\"scheduledPurgeDate\":"
                                + (NOW + 7 * 86_400)
                                + ",\"id\":\""
                                + set.json().path("id").asText())
                .doesNotContain("\"value\"");
        Answer found = plane.owner("GET", "/deletedsecrets/db");
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.text()).isEqualTo(deleted.text());
        JsonNode list = plane.owner("GET", "/deletedsecrets").json();
        assertThat(list.path("value")).hasSize(1);
        assertThat(list.path("value").get(0).path("id").asText()).isEqualTo(BASE + "/secrets/db");
        assertThat(list.path("value").get(0).path("recoveryId").asText())
                .isEqualTo(BASE + "/deletedsecrets/db");
        Answer recovered = plane.owner("POST", "/deletedsecrets/db/recover");
        assertThat(recovered.status()).isEqualTo(200);
        assertThat(recovered.json().has("value")).isFalse();
        assertThat(plane.owner("GET", "/secrets/db/").json().path("value").asText()).isEqualTo("p");
    }

    @Test
    void purgeAnswersWithoutABody() {
        plane.owner("PUT", "/secrets/db", "{\"value\":\"p\"}");
        plane.owner("DELETE", "/secrets/db");
        Answer purged = plane.owner("DELETE", "/deletedsecrets/db");
        assertThat(purged.status()).isEqualTo(204);
        assertThat(purged.text()).isEmpty();
        assertThat(plane.owner("GET", "/deletedsecrets/db").message())
                .isEqualTo("Deleted Secret not found: db");
    }

    @Test
    void eachRefusalHasItsRow() {
        Answer missing = plane.owner("GET", "/secrets/db");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.code()).isEqualTo("SecretNotFound");
        assertThat(missing.message())
                .isEqualTo(
                        "A secret with (name/id) db was not found in this key vault. If you"
                                + " recently deleted this secret you may be able to recover it"
                                + " using the correct recovery command. For help resolving this"
                                + " issue, please see"
                                + " https://go.microsoft.com/fwlink/?linkid=2125182");
        assertThat(plane.owner("DELETE", "/secrets/db").code()).isEqualTo("SecretNotFound");
        assertThat(plane.owner("PATCH", "/secrets/db", "{}").code()).isEqualTo("SecretNotFound");
        assertThat(plane.owner("POST", "/secrets/db/backup").code()).isEqualTo("SecretNotFound");
        assertThat(plane.owner("POST", "/deletedsecrets/db/recover").message())
                .startsWith("A secret with (name/id) db was not found");
        assertThat(plane.owner("GET", "/secrets/db/versions").text())
                .isEqualTo("{\"value\":[],\"nextLink\":null}");

        plane.owner("PUT", "/secrets/db", "{\"value\":\"p\",\"attributes\":{\"enabled\":false}}");
        Answer disabled = plane.owner("GET", "/secrets/db");
        assertThat(disabled.status()).isEqualTo(403);
        assertThat(disabled.code()).isEqualTo("Forbidden/SecretDisabled");
        assertThat(disabled.message())
                .isEqualTo("Operation get is not allowed on a disabled secret.");
        assertThat(plane.owner("GET", "/secrets").json().path("value")).hasSize(1);
        plane.owner("DELETE", "/secrets/db");
        assertThat(plane.owner("GET", "/deletedsecrets/db").code())
                .isEqualTo("Forbidden/SecretDisabled");
        Answer conflict = plane.owner("PUT", "/secrets/db", "{\"value\":\"p\"}");
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.code()).isEqualTo("Conflict/ObjectIsDeletedButRecoverable");

        Answer method = plane.owner("PUT", "/secrets/", "{\"value\":\"p\"}");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("MethodNotAllowed");
        assertThat(method.message()).isEqualTo("HTTP PUT not allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"value\":null}",
                "{\"value\":5}",
                "{\"value\":\"a\",\"value\":\"b\"}",
                "{\"value\":\"v\"} x",
                "{\"value\":\"v\",\"attributes\":{\"nbf\":10,\"exp\":10}}",
                "{\"value\":\"v\",\"attributes\":{\"enabled\":\"yes\"}}",
                "{\"value\":\"v\",\"tags\":{\"a\":5}}",
            })
    @Tag("security:S-14")
    void aBodyThatIsWrongIsTheCallersFault(String body) {
        Answer answer = plane.owner("PUT", "/secrets/db", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BadParameter");
        assertThat(plane.owner("GET", "/secrets/db").status()).isEqualTo(404);
    }

    @Test
    void sizesHaveTheTextThatToolsMatch() {
        StringBuilder tags = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            tags.append(i == 0 ? "" : ",").append("\"t").append(i).append("\":\"v\"");
        }
        for (String body :
                List.of(
                        "{\"value\":\"" + "x".repeat(25_601) + "\"}",
                        "{\"value\":\"v\",\"contentType\":\"" + "c".repeat(256) + "\"}",
                        "{\"value\":\"v\",\"tags\":{" + tags + "}}",
                        "{\"value\":\"v\",\"tags\":{\"a\":\"" + "x".repeat(513) + "\"}}")) {
            Answer answer = plane.owner("PUT", "/secrets/db", body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("BadParameter");
            assertThat(answer.message()).isEqualTo("Property  has invalid value\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_b", "a.b", "a%20b", "%C3%A9"})
    void aNameThatIsNoneIsRefused(String name) {
        Answer answer = plane.owner("PUT", "/secrets/" + name, "{\"value\":\"v\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BadParameter");
    }

    @Test
    void aBackupGoesAndComesThroughJson() {
        Answer first = plane.owner("PUT", "/secrets/db", "{\"value\":\"one\"}");
        plane.owner("PUT", "/secrets/db", "{\"value\":\"two\"}");
        String blob = plane.owner("POST", "/secrets/db/backup").text();
        Answer taken = plane.owner("POST", "/secrets/restore", blob);
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.code()).isEqualTo("Conflict");
        assertThat(taken.message())
                .startsWith("There was a conflict restoring the secret '" + BASE + "/secrets/db'.");
        String other = BASE.replace("vault01", "vault02");
        Answer restored = plane.owner("POST", other + "/secrets/restore", blob);
        assertThat(restored.status()).isEqualTo(200);
        assertThat(restored.json().has("value")).isFalse();
        assertThat(restored.json().path("id").asText()).startsWith(other + "/secrets/db/");
        assertThat(
                        plane.owner("GET", other + "/secrets/db/" + version(first))
                                .json()
                                .path("value")
                                .asText())
                .isEqualTo("one");
        String junk =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("junk".getBytes(StandardCharsets.UTF_8));
        Answer malformed = plane.owner("POST", "/secrets/restore", "{\"value\":\"" + junk + "\"}");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.code()).isEqualTo("Malformed backup blob");
        assertThat(malformed.message())
                .isEqualTo("Backup blob contains invalid or corrupt version.");
    }

    @Test
    @Tag("seed:A-18")
    @Tag("seed:A-23")
    void listsPageDownToOneThroughLinksOfTheSameOrigin() {
        for (String name : List.of("c", "A", "b")) {
            plane.owner("PUT", "/secrets/" + name, "{\"value\":\"v\"}");
        }
        List<String> ids = new ArrayList<>();
        String next = "/secrets?api-version=7.4&maxresults=1";
        int pages = 0;
        while (next != null) {
            JsonNode page = plane.owner("GET", next).json();
            page.path("value").forEach(item -> ids.add(item.path("id").asText()));
            assertThat(page.path("value")).hasSizeLessThanOrEqualTo(1);
            assertThat(page.has("nextLink")).isTrue();
            next = page.path("nextLink").isNull() ? null : page.path("nextLink").asText();
            if (next != null) {
                assertThat(next)
                        .startsWith(BASE + "/secrets?api-version=7.4&$skiptoken=")
                        .endsWith("&maxresults=1");
            }
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(ids)
                .containsExactly(BASE + "/secrets/A", BASE + "/secrets/b", BASE + "/secrets/c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "26", "-1", "", "x", "1.0", "999999999999"})
    void aPageHasOneTo25Items(String maxresults) {
        Answer answer = plane.owner("GET", "/secrets?api-version=7.4&maxresults=" + maxresults);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BadParameter");
    }

    @Test
    void aTokenIsGoodForItsVaultCallerAndListAlone() {
        for (String vault : List.of(BASE, BASE.replace("vault01", "vault02"))) {
            plane.owner("PUT", vault + "/secrets/a", "{\"value\":\"v\"}");
            plane.owner("PUT", vault + "/secrets/b", "{\"value\":\"v\"}");
        }
        plane.policies(
                List.of(
                        VaultPlane.policy("owner", VaultPlane.everything()),
                        VaultPlane.policy("other", VaultPlane.everything())));
        String link =
                plane.owner("GET", "/secrets?api-version=7.4&maxresults=1")
                        .json()
                        .path("nextLink")
                        .asText();
        assertThat(plane.owner("GET", link).status()).isEqualTo(200);
        assertThat(plane.owner("GET", link.replace("$skip", "%24skip")).status()).isEqualTo(200);
        assertThat(plane.ask("other", "GET", link, null, Map.of()).status()).isEqualTo(400);
        assertThat(plane.owner("GET", link.replace("vault01", "vault02")).status()).isEqualTo(400);
        assertThat(plane.owner("GET", link.replace("/secrets?", "/deletedsecrets?")).status())
                .isEqualTo(400);
        assertThat(plane.owner("GET", link.replace("$skiptoken=", "$skiptoken=A")).status())
                .isEqualTo(400);
        assertThat(plane.owner("GET", "/secrets?api-version=7.4&$skiptoken=").status())
                .isEqualTo(400);
    }

    @Test
    @Tag("seed:I-26")
    @Tag("security:S-09")
    @Tag("security:S-13")
    void everyUseIsAuditedAndNoValueIs() {
        String canary = "c4n4ry-v4lue";
        plane.owner(
                "PUT",
                "/secrets/db",
                "{\"value\":\""
                        + canary
                        + "\",\"tags\":{\""
                        + canary
                        + "\":\""
                        + canary
                        + "\"},\"attributes\":{\"exp\":"
                        + (NOW + 5)
                        + "}}");
        JsonNode set = plane.lastRecord();
        assertThat(set.path("operationName").asText()).isEqualTo("SecretSet");
        assertThat(set.path("properties").path("id").asText()).isEqualTo(BASE + "/secrets/db");
        assertThat(set.path("properties").path("httpStatusCode").asInt()).isEqualTo(200);
        assertThat(
                        set.path("properties")
                                .path("secretProperties")
                                .path("attributes")
                                .path("exp")
                                .asLong())
                .isEqualTo(NOW + 5);
        plane.owner("GET", "/secrets/db");
        assertThat(plane.lastRecord().path("operationName").asText()).isEqualTo("SecretGet");
        plane.owner("PUT", "/secrets/db", "{\"value\":\"" + canary + "\" " + canary);
        assertThat(plane.lastRecord().path("resultSignature").asText()).isEqualTo("Bad Request");
        plane.owner("DELETE", "/secrets/db");
        plane.owner("DELETE", "/deletedsecrets/db");
        assertThat(plane.lastRecord().path("operationName").asText()).isEqualTo("SecretPurge");
        assertThat(plane.lastRecord().path("properties").path("httpStatusCode").asInt())
                .isEqualTo(204);
        assertThat(plane.lastRecord().path("properties").path("id").asText())
                .isEqualTo(BASE + "/deletedsecrets/db");
        long ours = plane.records().stream().filter(record -> record.has("operationName")).count();
        assertThat(ours).isEqualTo(5);
        assertThat(plane.records().toString()).doesNotContain(canary);
    }
}
