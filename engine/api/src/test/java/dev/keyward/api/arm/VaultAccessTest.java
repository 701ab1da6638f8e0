package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a change on the management plane does to who may use a vault, from token to answer.
class VaultAccessTest {
    private static final String VAULT = "vault01.vault.local.keyward.localhost:8443";
    private static final String DATA = "?api-version=7.4";
    private static final String ARM = "?api-version=2023-07-01";
    private static final String DIGEST = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @TempDir Path folder;
    private Stack stack;
    private String management;
    private String graph;
    private App owner;
    private App app;

    /// An application at work: who it is, and a token for vaults that it holds all along.
    private record App(String objectId, String token) {}

    @BeforeEach
    void start() throws IOException {
        stack = new Stack(folder.resolve("home"));
        management = stack.managementToken();
        graph = stack.graphToken();
        owner =
                new App(
                        stack.engine.deployment().administrator().value(),
                        stack.token(Stack.VAULT_RESOURCE));
        app = application("worker");
        arm("POST", "/providers/Microsoft.KeyVault/register", null).expect(200);
        arm("PUT", "/resourceGroups/rg", "{\"location\":\"local\"}").expect(201);
        putVault();
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    @Tag("seed:I-32")
    @Tag("security:S-06")
    void ownersOfTheSubscriptionMayDoNothingInAVaultUntilTheyAreNamed() {
        data("GET", "/secrets/s", owner, null).refused(403, "Forbidden");
        data("PUT", "/secrets/s", owner, "{\"value\":\"x\"}").refused(403, "Forbidden");
        data("GET", "/secrets", owner, null).refused(403, "Forbidden");
        assertThat(data("GET", "/secrets/s", owner, null).text("/error/innererror/code"))
                .isEqualTo("AccessDenied");
    }

    @Test
    @Tag("seed:I-14")
    @Tag("seed:I-15")
    @Tag("seed:S-11")
    @Tag("security:S-08")
    void grantsAndRevocationsHoldAtOnceForATokenHeldAllAlong() {
        data("PUT", "/secrets/s", app, "{\"value\":\"x\"}").refused(403, "Forbidden");
        putVault(policy(app.objectId, "\"secrets\":[\"get\",\"set\"]"));
        data("PUT", "/secrets/s", app, "{\"value\":\"x\"}").expect(200);
        data("GET", "/secrets/s", app, null).expect(200);
        data("GET", "/secrets", app, null).refused(403, "Forbidden");
        data("DELETE", "/secrets/s", app, null).refused(403, "Forbidden");

        putVault();
        data("GET", "/secrets/s", app, null).refused(403, "Forbidden");
    }

    @Test
    @Tag("seed:S-29")
    @Tag("seed:I-24")
    void anApplicationThatMayDecryptAndSignMayNothingElse() {
        putVault(
                policy(owner.objectId, "\"keys\":[\"create\",\"get\"]"),
                policy(app.objectId, "\"keys\":[\"decrypt\",\"sign\"]"));
        data("POST", "/keys/k/create", owner, "{\"kty\":\"EC\",\"crv\":\"P-256\"}").expect(200);
        String sign = "{\"alg\":\"ES256\",\"value\":\"" + DIGEST + "\"}";
        data("POST", "/keys/k//sign", app, sign).expect(200);
        for (String[] call :
                new String[][] {
                    {"GET", "/keys/k"},
                    {"GET", "/keys"},
                    {"POST", "/keys/k//verify"},
                    {"POST", "/keys/k//encrypt"},
                    {"POST", "/keys/k//wrapkey"},
                    {"POST", "/keys/k/backup"},
                    {"POST", "/keys/other/create"},
                    {"DELETE", "/keys/k"},
                    {"GET", "/secrets/s"}
                }) {
            data(call[0], call[1], app, "{}").refused(403, "Forbidden");
        }
        data("POST", "/keys/k//sign", owner, sign).refused(403, "Forbidden");
    }

    @Test
    @Tag("seed:S-33")
    @Tag("security:S-08")
    void aGroupsRightsAreThoseOfItsMembersOfTheMoment() {
        String group =
                stack.call("POST", Stack.GRAPH, "/v1.0/groups", graph, "{\"displayName\":\"g\"}")
                        .expect(201)
                        .text("/id");
        putVault(policy(group, "\"secrets\":[\"list\"]"));
        data("GET", "/secrets", app, null).refused(403, "Forbidden");
        String members = "/v1.0/groups/" + group + "/members/";
        stack.call(
                        "POST",
                        Stack.GRAPH,
                        members + "$ref",
                        graph,
                        "{\"@odata.id\":\"https://graph/v1.0/directoryObjects/"
                                + app.objectId
                                + "\"}")
                .expect(204);
        data("GET", "/secrets", app, null).expect(200);
        stack.call("DELETE", Stack.GRAPH, members + app.objectId + "/$ref", graph, null)
                .expect(204);
        data("GET", "/secrets", app, null).refused(403, "Forbidden");
    }

    @Test
    @Tag("seed:A-9")
    void allIsEverythingButPurge() {
        putVault(policy(app.objectId, "\"secrets\":[\"all\"],\"keys\":[\"all\"]"));
        data("PUT", "/secrets/s", app, "{\"value\":\"x\"}").expect(200);
        data("GET", "/secrets", app, null).expect(200);
        data("DELETE", "/secrets/s", app, null).expect(200);
        data("GET", "/deletedsecrets/s", app, null).expect(200);
        data("DELETE", "/deletedsecrets/s", app, null).refused(403, "Forbidden");
        putVault(policy(app.objectId, "\"secrets\":[\"all\",\"purge\"]"));
        data("DELETE", "/deletedsecrets/s", app, null).expect(204);
    }

    @Test
    @Tag("security:S-06")
    void aVaultTakesTokensForVaultsAlone() {
        putVault(policy(owner.objectId, "\"secrets\":[\"get\",\"list\"]"));
        data("GET", "/secrets", owner, null).expect(200);
        stack.call("GET", VAULT, "/secrets" + DATA, management, null).refused(401, "Unauthorized");
        Stack.Answer challenged =
                stack.call("GET", VAULT, "/secrets" + DATA, null, null)
                        .refused(401, "Unauthorized");
        assertThat(challenged.headers().get("WWW-Authenticate"))
                .isEqualTo(
                        "Bearer authorization=\"https://login.local.keyward.localhost:8443/"
                                + stack.tenant
                                + "\", resource=\""
                                + Stack.VAULT_RESOURCE
                                + "\"");
    }

    @Test
    void aRefusalNamesTheIssuerThatTheTokenCarries() {
        String claims =
                new String(
                        Base64.getUrlDecoder().decode(app.token.split("\\.")[1]),
                        StandardCharsets.UTF_8);
        String issuer = "https://login.local.keyward.localhost:8443/" + stack.tenant + "/";
        assertThat(claims).contains("\"iss\":\"" + issuer + "\"");
        assertThat(data("GET", "/secrets", app, null).expect(403).text("/error/message"))
                .contains(";iss=" + issuer + "'");
    }

    @Test
    void aDeletedVaultServesNobodyAndARecoveredOneEverybodyItDid() {
        putVault(policy(app.objectId, "\"secrets\":[\"get\",\"set\"]"));
        data("PUT", "/secrets/s", app, "{\"value\":\"kept\"}").expect(200);
        String vault = "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/vault01";
        arm("DELETE", vault, null).expect(200);
        assertThat(data("GET", "/secrets/s", app, null).status()).isBetween(400, 499);
        arm("PUT", vault, vault("\"createMode\":\"recover\"")).expect(201);
        assertThat(data("GET", "/secrets/s", app, null).expect(200).text("/value"))
                .isEqualTo("kept");
    }

    private App application(String name) {
        Stack.Answer registered =
                stack.call(
                                "POST",
                                Stack.GRAPH,
                                "/v1.0/applications",
                                graph,
                                "{\"displayName\":\"" + name + "\"}")
                        .expect(201);
        String objectId =
                stack.call(
                                "POST",
                                Stack.GRAPH,
                                "/v1.0/servicePrincipals",
                                graph,
                                "{\"appId\":\"" + registered.text("/appId") + "\"}")
                        .expect(201)
                        .text("/id");
        String secret =
                stack.call(
                                "POST",
                                Stack.GRAPH,
                                "/v1.0/applications/" + registered.text("/id") + "/addPassword",
                                graph,
                                "{}")
                        .expect(200)
                        .text("/secretText");
        return new App(
                objectId, stack.token(registered.text("/appId"), secret, Stack.VAULT_RESOURCE));
    }

    private void putVault(String... policies) {
        int status =
                arm(
                                "PUT",
                                "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/vault01",
                                vault("\"accessPolicies\":[" + String.join(",", policies) + "]"))
                        .status();
        assertThat(status).isIn(200, 201);
    }

    private String vault(String member) {
        return "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                + stack.tenant
                + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},"
                + member
                + "}}";
    }

    private String policy(String objectId, String lists) {
        return "{\"tenantId\":\""
                + stack.tenant
                + "\",\"objectId\":\""
                + objectId
                + "\",\"permissions\":{"
                + lists
                + "}}";
    }

    private Stack.Answer arm(String method, String path, @Nullable String body) {
        return stack.call(
                method,
                Stack.MANAGEMENT,
                "/subscriptions/" + stack.subscription + path + ARM,
                management,
                body);
    }

    private Stack.Answer data(String method, String path, App who, @Nullable String body) {
        return stack.call(method, VAULT, path + DATA, who.token, body);
    }
}
