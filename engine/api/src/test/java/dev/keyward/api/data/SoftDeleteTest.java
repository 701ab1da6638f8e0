package dev.keyward.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.RecoveryLevel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The state machine of data-plane-common.md, section 9, at every transition; changes settle at
/// once, so nothing is ever found in between.
class SoftDeleteTest {
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

    private Answer make(String kind) {
        return kind.equals("keys")
                ? plane.owner("POST", "/keys/n/create", "{\"kty\":\"EC\"}")
                : plane.owner("PUT", "/secrets/n", "{\"value\":\"v\"}");
    }

    private Answer use(String kind) {
        return kind.equals("keys")
                ? plane.owner(
                        "POST",
                        "/keys/n/sign",
                        "{\"alg\":\"ES256\",\"value\":\"" + "A".repeat(43) + "\"}")
                : plane.owner("GET", "/secrets/n");
    }

    private static void is(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    private static String notFound(String kind) {
        return kind.equals("keys") ? "KeyNotFound" : "SecretNotFound";
    }

    private void gone(String kind) {
        String missing = notFound(kind);
        is(plane.owner("GET", "/" + kind + "/n"), 404, missing);
        is(use(kind), 404, missing);
        is(plane.owner("PATCH", "/" + kind + "/n", "{}"), 404, missing);
        is(plane.owner("DELETE", "/" + kind + "/n"), 404, missing);
        is(plane.owner("POST", "/" + kind + "/n/backup"), 404, missing);
        assertThat(plane.owner("GET", "/" + kind + "/n/versions").json().path("value")).isEmpty();
        assertThat(plane.owner("GET", "/" + kind).json().path("value")).isEmpty();
    }

    private void neverDeleted(String kind) {
        String missing = notFound(kind);
        Answer deleted = plane.owner("GET", "/deleted" + kind + "/n");
        is(deleted, 404, missing);
        assertThat(deleted.message())
                .isEqualTo("Deleted " + (kind.equals("keys") ? "Key" : "Secret") + " not found: n");
        is(plane.owner("DELETE", "/deleted" + kind + "/n"), 404, missing);
        Answer recovered = plane.owner("POST", "/deleted" + kind + "/n/recover");
        is(recovered, 404, missing);
        assertThat(recovered.message()).contains("was not found in this key vault.");
        assertThat(plane.owner("GET", "/deleted" + kind).json().path("value")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "secrets"})
    void whatNeverWasIsFoundNowhere(String kind) {
        gone(kind);
        neverDeleted(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "secrets"})
    void whatLivesIsNotAmongTheDeleted(String kind) {
        assertThat(make(kind).status()).isEqualTo(200);
        neverDeleted(kind);
        String blob = plane.owner("POST", "/" + kind + "/n/backup").text();
        is(plane.owner("POST", "/" + kind + "/restore", blob), 409, "Conflict");
        assertThat(make(kind).status()).as("a further version").isEqualTo(200);
        assertThat(use(kind).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "secrets"})
    void whatIsDeletedBlocksItsNameUntilItIsRecoveredOrPurged(String kind) {
        make(kind);
        String blob = plane.owner("POST", "/" + kind + "/n/backup").text();
        Answer deleted = plane.owner("DELETE", "/" + kind + "/n");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(
                        deleted.json().path("scheduledPurgeDate").asLong()
                                - deleted.json().path("deletedDate").asLong())
                .isEqualTo(7 * 86_400);
        gone(kind);
        Answer again = make(kind);
        is(again, 409, "Conflict/ObjectIsDeletedButRecoverable");
        String word = kind.equals("keys") ? "Key" : "Secret";
        assertThat(again.message())
                .isEqualTo(
                        word
                                + " n is currently in a deleted but recoverable state, and its name"
                                + " cannot be reused; in this state, the "
                                + word.toLowerCase(java.util.Locale.ROOT)
                                + " can only be recovered or purged.");
        is(
                plane.owner("POST", "/" + kind + "/restore", blob),
                409,
                "Conflict/ObjectIsDeletedButRecoverable");
        assertThat(plane.owner("GET", "/deleted" + kind + "/n").status()).isEqualTo(200);
        assertThat(plane.owner("GET", "/deleted" + kind).json().path("value")).hasSize(1);
        assertThat(plane.owner("POST", "/deleted" + kind + "/n/recover").status()).isEqualTo(200);
        neverDeleted(kind);
        assertThat(use(kind).status()).isEqualTo(200);
        plane.owner("DELETE", "/" + kind + "/n");
        Answer purged = plane.owner("DELETE", "/deleted" + kind + "/n");
        assertThat(purged.status()).isEqualTo(204);
        assertThat(purged.text()).isEmpty();
        gone(kind);
        neverDeleted(kind);
        assertThat(plane.owner("POST", "/" + kind + "/restore", blob).status()).isEqualTo(200);
    }

    @Test
    void nullInAPatchChangesNothing() {
        plane.owner("PUT", "/secrets/n", "{\"value\":\"v\",\"attributes\":{\"nbf\":1,\"exp\":9}}");
        Answer patched =
                plane.owner(
                        "PATCH",
                        "/secrets/n",
                        "{\"attributes\":{\"nbf\":null,\"exp\":null},\"tags\":null,"
                                + "\"contentType\":null}");
        assertThat(patched.json().path("attributes").path("nbf").asLong()).isEqualTo(1);
        assertThat(patched.json().path("attributes").path("exp").asLong()).isEqualTo(9);
    }
}
