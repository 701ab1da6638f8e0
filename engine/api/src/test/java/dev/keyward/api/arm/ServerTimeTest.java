package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.EngineConfig;
import dev.keyward.model.VaultName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Letting the time of a development server pass.
class ServerTimeTest {
    private static final String DEV = "dev.vault.local.keyward.localhost:8443";

    @TempDir Path folder;

    private static String path(Stack stack) {
        return "/subscriptions/"
                + stack.subscription
                + "/providers/Keyward.Development/time?api-version=2026-01-01";
    }

    private static Stack.Answer advance(Stack stack, String body) {
        return stack.call(
                "POST",
                Stack.MANAGEMENT,
                path(stack).replace("/time", "/time/advance"),
                stack.managementToken(),
                body);
    }

    @Test
    void timePassesAndWhatIsDueIsDoneBeforeTheAnswer() throws Exception {
        try (Stack stack =
                new Stack(folder.resolve("home"), new VaultName("dev"), EngineConfig.Profile.DEV)) {
            assertThat(
                            stack.call(
                                            "GET",
                                            Stack.MANAGEMENT,
                                            path(stack),
                                            stack.managementToken(),
                                            null)
                                    .expect(200)
                                    .json()
                                    .toString())
                    .isEqualTo("{\"time\":\"2026-11-24T10:00:00Z\",\"ahead\":\"PT0S\"}");
            String token = stack.token(Stack.VAULT_RESOURCE);
            stack.call("PUT", DEV, "/secrets/s?api-version=7.4", token, "{\"value\":\"v\"}")
                    .expect(200);
            stack.call("DELETE", DEV, "/secrets/s?api-version=7.4", token, null).expect(200);
            assertThat(advance(stack, "{\"by\":\"P90D\"}").expect(200).text("/time"))
                    .isEqualTo("2027-02-22T10:00:00Z");
            // The old token has expired with the rest.
            stack.call("GET", DEV, "/deletedsecrets/s?api-version=7.4", token, null).expect(401);
            stack.call(
                            "GET",
                            DEV,
                            "/deletedsecrets/s?api-version=7.4",
                            stack.token(Stack.VAULT_RESOURCE),
                            null)
                    .refused(404, "SecretNotFound");
            advance(stack, "{\"by\":\"soon\"}").expect(400);
            advance(stack, "{\"by\":\"P200Y\"}").refused(400, "BadRequest");
        }
    }

    @Test
    void aServerThatKeepsItsStateHasNoSuchThing() throws Exception {
        try (Stack stack = new Stack(folder.resolve("home"))) {
            advance(stack, "{\"by\":\"P1D\"}").expect(404);
        }
    }
}
