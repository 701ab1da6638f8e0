package dev.keyward.api.data;

import static dev.keyward.api.VaultPlane.BASE;
import static dev.keyward.api.data.AttestedPlane.refused;
import static dev.keyward.api.data.AttestedPlane.release;
import static dev.keyward.api.data.AttestedPlane.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.VaultPlane.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Release policies of exportable keys: how they are set, changed and refused.
class ReleasePolicyTest {
    private static final String NOT_EXPORTABLE =
            "AKV.SKR.1001: The exportable attribute is only supported with premium vaults and"
                    + " API version >= '7.3-preview'.";

    @TempDir Path directory = Path.of("");
    private AttestedPlane at;

    @BeforeEach
    void open() throws Exception {
        at = new AttestedPlane(directory);
    }

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void exportableAndPolicyComeTogetherAndFromTheStart() {
        String document = at.policy("\"allOf\":[{\"claim\":\"a\",\"equals\":\"b\"}]");
        refused(
                at.plane.owner(
                        "POST",
                        "/keys/k/create",
                        "{\"kty\":\"EC\",\"attributes\":{\"exportable\":true}}"),
                "AKV.SKR.1004: Exportable keys must have release policy.");
        refused(
                at.plane.owner(
                        "POST", "/keys/k/create", "{\"kty\":\"EC\"," + release(document) + "}"),
                "AKV.SKR.1005: Non-exportable keys must not have release policy.");
        at.plane.owner("POST", "/keys/plain/create", "{\"kty\":\"EC\"}");
        refused(
                at.plane.owner("PATCH", "/keys/plain", "{\"attributes\":{\"exportable\":true}}"),
                "AKV.SKR.1003: The exportable attribute of an existing key cannot be changed.");
        refused(
                at.plane.owner("PATCH", "/keys/plain", "{" + release(document) + "}"),
                "AKV.SKR.1005: Non-exportable keys must not have release policy.");
        refused(
                at.plane.owner(
                        "POST",
                        "https://vault02.vault.local.keyward.test:8443/keys/k/create",
                        "{\"kty\":\"EC\",\"attributes\":{\"exportable\":true},"
                                + release(document)
                                + "}"),
                NOT_EXPORTABLE);
    }

    @Test
    void anOldVersionDoesNotKnowRelease() throws Exception {
        String document = at.policy("\"allOf\":[{\"claim\":\"svn\",\"equals\":7}]");
        String body =
                "{\"kty\":\"EC\",\"attributes\":{\"exportable\":true}," + release(document) + "}";
        refused(at.plane.owner("POST", "/keys/k/create?api-version=7.2", body), NOT_EXPORTABLE);
        assertThat(at.plane.owner("POST", "/keys/k/create?api-version=7.3-preview", body).status())
                .isEqualTo(200);
        String token = token(at.claims().build());
        assertThat(at.ask("/keys/k/release?api-version=7.2", token, "").status()).isEqualTo(404);
        assertThat(at.ask("/keys/k/release?api-version=7.3-preview", token, "").status())
                .isEqualTo(200);
        JsonNode seen = at.plane.owner("GET", "/keys/k?api-version=7.3-preview").json();
        assertThat(seen.path("attributes").path("exportable").asBoolean()).isTrue();
        assertThat(seen.has("release_policy")).isTrue();
        JsonNode unseen = at.plane.owner("GET", "/keys/k?api-version=7.2").json();
        assertThat(unseen.path("attributes").has("exportable")).isFalse();
        assertThat(unseen.has("release_policy")).isFalse();
    }

    @Test
    void aPolicyMayChangeUnlessItWasCalledImmutable() throws Exception {
        String first = at.policy("\"allOf\":[{\"claim\":\"svn\",\"equals\":1}]");
        String second = at.policy("\"allOf\":[{\"claim\":\"svn\",\"equals\":7}]");
        JsonNode made = at.create("EC", first).json();
        assertThat(at.ask(token(at.claims().build())).status()).isEqualTo(403);
        Answer changed = at.plane.owner("PATCH", "/keys/k", "{" + release(second) + "}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(at.ask(token(at.claims().build())).status()).isEqualTo(200);
        // A further version is exportable under the same policy.
        JsonNode next = at.plane.owner("POST", "/keys/k/create", "{\"kty\":\"EC\"}").json();
        assertThat(next.path("release_policy")).isEqualTo(changed.json().path("release_policy"));
        assertThat(at.plane.owner("POST", "/keys/k/rotate").json().path("release_policy"))
                .isEqualTo(changed.json().path("release_policy"));
        String kid = made.path("key").path("kid").asText();
        refused(
                at.plane.owner("PATCH", kid.substring(BASE.length()), "{" + release(first) + "}"),
                "AKV.SKR.1016: Key Release Policy can only be set on versionless key.");
        String frozen = release(first).replace("\"}", "\",\"immutable\":true}");
        assertThat(at.plane.owner("PATCH", "/keys/k", "{" + frozen + "}").status()).isEqualTo(200);
        refused(
                at.plane.owner("PATCH", "/keys/k", "{" + release(second) + "}"),
                "AKV.SKR.1020: Immutable Key Release Policy cannot be modified.");
        assertThat(at.plane.owner("PATCH", "/keys/k", "{" + frozen + "}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"version": | a JSON object, encoded with base64url
                    {"anyOf":[]} | a policy of version 1.0.0
                    {"version":"1.0.0"} | a policy whose anyOf and allOf are lists that aren't empty
                    {"version":"1.0.0","anyOf":[],"then":1} | a policy with no members here but [anyOf, version]
                    {"version":"1.0.0","anyOf":[{"authority":"http://a","allOf":[{"claim":"a","equals":"b"}]}]} | a policy whose authorities are https URLs
                    {"version":"1.0.0","anyOf":[{"authority":"https://a"}]} | a policy with either anyOf or allOf at each place, 16 deep at most
                    {"version":"1.0.0","anyOf":[{"authority":"https://a","allOf":[{"claim":"a"}]}]} | a policy whose conditions are a claim and one operator such as equals
                    {"version":"1.0.0","anyOf":[{"authority":"https://a","allOf":[{"claim":"a","equals":{}}]}]} | a policy whose operators have a text, a number, or true or false
                    """)
    void aPolicyThatCantBeReadIsRefused(String document, String mustBe) {
        refused(at.create("EC", document), "release_policy.data must be " + mustBe);
    }
}
