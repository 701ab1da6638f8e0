package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.EngineConfig;
import dev.keyward.model.VaultName;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The operator's endpoint.
class AdminPlaneTest {
    private static final String CLOCK = "/providers/Keyward.Clock/time";

    @TempDir Path folder;
    private Arm arm;

    @BeforeEach
    void start() throws IOException {
        arm = new Arm(new Stack(folder.resolve("home")));
    }

    @AfterEach
    void stop() {
        arm.close();
    }

    private String adminToken() {
        return arm.stack.token("https://" + Stack.ADMIN + "/");
    }

    private Stack.Answer ask(String host, String path, String token) {
        return arm.stack.call("GET", host, path, token, null);
    }

    @Test
    void discoveryThereNamesItselfAsTheResourceManager() {
        String self = "https://" + Stack.ADMIN + "/";
        Stack.Answer old =
                arm.stack.call(
                        "GET",
                        Stack.ADMIN,
                        "//metadata/endpoints?api-version=2015-01-01",
                        null,
                        null);
        assertThat(old.expect(200).text("/authentication/audiences/0")).isEqualTo(self);
        Stack.Answer cloud =
                arm.stack.call(
                        "GET",
                        Stack.ADMIN,
                        "/metadata/endpoints?api-version=2022-09-01",
                        null,
                        null);
        assertThat(cloud.expect(200).text("/resourceManager")).isEqualTo(self);
        assertThat(cloud.text("/authentication/loginEndpoint"))
                .isEqualTo("https://" + Stack.LOGIN + "/");
        assertThat(cloud.text("/suffixes/keyVaultDns"))
                .isEqualTo("vault.local.keyward.localhost:8443");
    }

    @Test
    @Tag("security:S-06")
    void aTokenForTheManagementPlaneDoesNotOpenItNorTheOtherWayRound() {
        String clock = arm.in(CLOCK) + "?" + Stack.version(CLOCK);
        ask(Stack.ADMIN, clock, arm.token).refused(401, "InvalidAuthenticationToken");
        ask(Stack.MANAGEMENT, clock, adminToken()).refused(401, "InvalidAuthenticationToken");
        ask(Stack.ADMIN, clock, arm.stack.graphToken()).refused(401, "InvalidAuthenticationToken");
        Stack.Answer none = arm.stack.call("GET", Stack.ADMIN, clock, null, null);
        none.refused(401, "AuthenticationFailed");
        assertThat(none.headers().get("WWW-Authenticate"))
                .startsWith("Bearer authorization_uri=\"https://" + Stack.LOGIN + "/");
        ask(Stack.ADMIN, clock, adminToken()).expect(200);
        ask(Stack.MANAGEMENT, clock, arm.token).expect(200);
    }

    @Test
    void whatConcernsTheWholeDeploymentIsThere() {
        String admin = adminToken();
        String trail = arm.in("/providers/Keyward.Audit/records") + "?api-version=2026-11-01";
        Stack.Answer records =
                ask(Stack.ADMIN, trail + "&from=2026-01-01T00:00:00Z&$top=1", admin).expect(200);
        assertThat(records.text("/nextLink")).startsWith("https://" + Stack.ADMIN + "/");
        for (String path :
                new String[] {
                    "/providers/Keyward.Audit/verify",
                    "/providers/Keyward.Integrity/verify",
                    "/providers/Keyward.Keys/root/rotate"
                }) {
            arm.stack
                    .call(
                            "POST",
                            Stack.ADMIN,
                            arm.in(path) + "?" + Stack.version(path),
                            admin,
                            "{}")
                    .expect(200);
        }
    }

    @Test
    void whatTenantsHaveIsNotThere() {
        String admin = adminToken();
        for (String path :
                new String[] {
                    arm.in("/providers/Microsoft.KeyVault/vaults"),
                    arm.in("/resourceGroups/group/providers/Microsoft.KeyVault/vaults/orders"),
                    "/secrets/s"
                }) {
            ask(Stack.ADMIN, path + "?" + Stack.version(path), admin).expect(404);
        }
    }

    @Test
    void aVersionIsAskedForInArmsWords() {
        String admin = adminToken();
        ask(Stack.ADMIN, arm.in(CLOCK), admin).refused(400, "MissingApiVersionParameter");
        ask(Stack.ADMIN, arm.in(CLOCK) + "?api-version=7.4", admin)
                .refused(400, "InvalidApiVersionParameter");
    }

    @Test
    void itsRequestsAreOnTheRecordAsAdministrative() {
        String admin = adminToken();
        ask(Stack.ADMIN, "/nowhere" + Arm.VERSION, admin).expect(404);
        Stack.Answer records =
                ask(
                                Stack.ADMIN,
                                arm.in("/providers/Keyward.Audit/records")
                                        + "?api-version=2026-11-01&$top=1",
                                admin)
                        .expect(200);
        assertThat(records.text("/value/0/record/category")).isEqualTo("Administrative");
        assertThat(records.json().toString()).contains("https://" + Stack.ADMIN + "/nowhere");
        assertThat(records.headers()).containsKey("x-ms-correlation-request-id");
    }

    @Test
    void onASharedHostOneTokenIsForBothPlanes() throws IOException {
        try (Stack stack =
                new Stack(
                        folder.resolve("shared"), new VaultName("dev"), EngineConfig.Profile.DEV)) {
            String token = stack.token("https://localhost:8443/");
            stack.call(
                            "GET",
                            "localhost:8443",
                            "/subscriptions/"
                                    + stack.subscription
                                    + CLOCK
                                    + "?"
                                    + Stack.version(CLOCK),
                            token,
                            null)
                    .expect(200);
            stack.call(
                            "GET",
                            Stack.ADMIN,
                            "/subscriptions/"
                                    + stack.subscription
                                    + CLOCK
                                    + "?"
                                    + Stack.version(CLOCK),
                            token,
                            null)
                    .expect(200);
        }
    }
}
