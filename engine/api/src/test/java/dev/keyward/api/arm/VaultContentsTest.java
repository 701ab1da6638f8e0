package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.EngineConfig;
import dev.keyward.model.VaultName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Taking the contents of a vault from one development server to another.
class VaultContentsTest {
    private static final String DEV = "dev.vault.local.keyward.localhost:8443";
    private static final String PASSPHRASE = "correct horse battery";

    @TempDir Path folder;

    private Stack start(String home) throws IOException {
        return new Stack(folder.resolve(home), new VaultName("dev"), EngineConfig.Profile.DEV);
    }

    private static Stack.Answer ask(Stack stack, String action, String body) {
        return stack.call(
                "POST",
                Stack.MANAGEMENT,
                "/subscriptions/"
                        + stack.subscription
                        + "/providers/Keyward.Development/vaults/"
                        + action
                        + "?api-version=2026-11-01",
                stack.managementToken(),
                body);
    }

    private static String body(String passphrase, @Nullable String value) {
        String sealed = value == null ? "" : ",\"value\":[\"" + value + "\"]";
        return "{\"passphrase\":\"" + passphrase + "\"" + sealed + "}";
    }

    private static Stack.Answer data(
            Stack stack, String method, String path, @Nullable String body) {
        return stack.call(
                method, DEV, path + "?api-version=7.4", stack.token(Stack.VAULT_RESOURCE), body);
    }

    private static JsonNode get(Stack stack, String path) {
        return data(stack, "GET", path, null).expect(200).json();
    }

    private static String exported(Stack stack) {
        return ask(stack, "dev/export", body(PASSPHRASE, null)).expect(200).text("/value/0");
    }

    @Test
    void allLiveObjectsComeWithTheirVersionsAndAttributes() throws Exception {
        try (Stack one = start("one");
                Stack two = start("two")) {
            data(one, "PUT", "/secrets/Db", "{\"value\":\"first\"}").expect(200);
            data(one, "PUT", "/secrets/db", "{\"value\":\"second\",\"tags\":{\"team\":\"red\"}}")
                    .expect(200);
            data(one, "PUT", "/secrets/gone", "{\"value\":\"x\"}").expect(200);
            data(one, "DELETE", "/secrets/gone", null).expect(200);
            data(one, "POST", "/keys/sig/create", "{\"kty\":\"EC\",\"crv\":\"P-256\"}").expect(200);
            two.clock.advance(Duration.ofDays(1));
            String value = exported(one);
            assertThat(
                            ask(two, "dev/import", body(PASSPHRASE, value))
                                    .expect(200)
                                    .json()
                                    .toString())
                    .isEqualTo(
                            "{\"keys\":1,\"secrets\":1,\"certificates\":0,\"deleted\":1,\"issuers\":0,\"contacts\":0,\"operations\":0,\"authorities\":0}");
            assertThat(get(two, "/secrets/db")).isEqualTo(get(one, "/secrets/db"));
            assertThat(get(two, "/secrets/db/versions"))
                    .isEqualTo(get(one, "/secrets/db/versions"));
            assertThat(get(two, "/secrets/db/versions").path("value")).hasSize(2);
            assertThat(get(two, "/keys/sig")).isEqualTo(get(one, "/keys/sig"));
            assertThat(get(two, "/deletedsecrets")).isEqualTo(get(one, "/deletedsecrets"));
            assertThat(get(two, "/deletedsecrets").path("value")).hasSize(1);
        }
    }

    @Test
    void anImportIsWholeOrNotAtAll() throws Exception {
        try (Stack one = start("one");
                Stack two = start("two")) {
            data(one, "PUT", "/secrets/a", "{\"value\":\"v\"}").expect(200);
            data(one, "PUT", "/secrets/b", "{\"value\":\"v\"}").expect(200);
            String value = exported(one);
            ask(two, "dev/import", body("another passphrase", value)).refused(400, "BadRequest");
            ask(two, "dev/import", body(PASSPHRASE, value.substring(4))).refused(400, "BadRequest");
            assertThat(get(two, "/secrets").path("value")).isEmpty();
            data(two, "PUT", "/secrets/b", "{\"value\":\"mine\"}").expect(200);
            ask(two, "dev/import", body(PASSPHRASE, value)).refused(409, "Conflict");
            data(two, "DELETE", "/secrets/b", null).expect(200);
            ask(two, "dev/import", body(PASSPHRASE, value)).refused(409, "Conflict");
            assertThat(get(two, "/secrets").path("value")).isEmpty();
        }
    }

    @Test
    void whatIsAskedHasToMakeSense() throws Exception {
        try (Stack stack = start("one")) {
            ask(stack, "dev/export", body("too short", null)).expect(400);
            ask(stack, "dev/export", "{}").expect(400);
            ask(stack, "dev/import", body(PASSPHRASE, null)).expect(400);
            ask(stack, "nobodys/export", body(PASSPHRASE, null)).refused(404, "VaultNotFound");
        }
    }

    @Test
    void aServerThatKeepsItsStateHasNoSuchThing() throws Exception {
        try (Stack stack = new Stack(folder.resolve("home"))) {
            ask(stack, "dev/export", body(PASSPHRASE, null)).expect(404);
            ask(stack, "dev/import", body(PASSPHRASE, "AAAA")).expect(404);
        }
    }
}
