package dev.keyward.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A directory's administrators take back its consent to the deployment, and give it again
/// (tenancy.md, section 9).
class ConsentTest {
    private static final String CONSENT = "/providers/Keyward.Directory/consent";
    private static final String OWN = "2026-11-01";
    private static final String VAULT = "fabrikam-kv.vault.local.keyward.localhost:8443";

    @TempDir Path folder;
    private Desk desk;
    private Guest guest;

    @BeforeEach
    void start() throws IOException {
        desk = new Desk(folder.resolve("home"));
        guest = new Guest(desk, "fabrikam.test");
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private Stack.Answer consent(String method) {
        return guest.call(method, CONSENT, null, OWN);
    }

    private Stack.Answer asShop(String secret, String client, String method, String path) {
        return desk.stack.call(
                method, Stack.MANAGEMENT, path, shop(secret, client, Stack.MANAGEMENT), null);
    }

    private String shop(String secret, String client, String resource) {
        return desk.stack
                .form(
                        "/" + guest.tenantId + "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                client,
                                "client_secret",
                                secret,
                                "resource",
                                "https://" + resource + "/"))
                .expect(200)
                .text("/access_token");
    }

    private Stack.Answer graph(String path, String body) {
        return desk.stack.call(
                "POST",
                Stack.GRAPH,
                "/v1.0/" + path,
                guest.token("https://" + Stack.GRAPH + "/"),
                body);
    }

    @Test
    @Tag("security:S-06")
    void withoutItNobodyButAdministratorsGetsInAndWithItEverybodyAgain() {
        Stack.Answer app = graph("applications", "{\"displayName\":\"shop\"}");
        String client = app.text("/appId");
        graph("servicePrincipals", "{\"appId\":\"" + client + "\"}").expect(201);
        String secret =
                graph("applications/" + app.text("/id") + "/addPassword", "{}").text("/secretText");
        String in = "/subscriptions/" + guest.subscribe("key-vault");
        guest.call("POST", in + "/providers/Microsoft.KeyVault/register", null).expect(200);
        guest.call("PUT", in + "/resourceGroups/rg", "{\"location\":\"local\"}").expect(201);
        guest.call(
                        "PUT",
                        in + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/fabrikam-kv",
                        "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                                + guest.tenantId
                                + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},"
                                + "\"accessPolicies\":[{\"tenantId\":\""
                                + guest.tenantId
                                + "\",\"objectId\":\""
                                + guest.objectId
                                + "\",\"permissions\":{\"secrets\":[\"all\"]}}]}}",
                        "2023-07-01")
                .expect(201);
        String subscriptions = "/subscriptions" + Desk.VERSION;
        String consent = CONSENT + "?api-version=" + OWN;
        String vaultToken = guest.token(Stack.VAULT_RESOURCE);
        assertThat(consent("GET").expect(200).text("/consented")).isEqualTo("true");
        asShop(secret, client, "GET", subscriptions).expect(200);
        for (String method : new String[] {"PUT", "DELETE"}) {
            asShop(secret, client, method, consent).refused(403, "AuthorizationFailed");
        }
        secrets(vaultToken).expect(200);

        consent("DELETE").expect(200);
        consent("DELETE").expect(204);
        for (String path : new String[] {subscriptions, consent}) {
            asShop(secret, client, "GET", path).refused(401, "InvalidAuthenticationTokenTenant");
        }
        assertThat(secrets(vaultToken).status()).isEqualTo(401);
        assertThat(consent("GET").expect(200).text("/consented")).isEqualTo("false");
        graph("groups", "{\"displayName\":\"still\"}").expect(201);
        // Nobody else is concerned.
        new Guest(desk, "contoso.test").call("GET", "/subscriptions", null).expect(200);

        assertThat(consent("PUT").expect(200).text("/consented")).isEqualTo("true");
        consent("PUT").expect(200);
        asShop(secret, client, "GET", subscriptions).expect(200);
        secrets(vaultToken).expect(200);
        assertThat(
                        guest.call("GET", in + "/providers/Keyward.Audit/records", null, OWN)
                                .expect(200)
                                .json()
                                .findValuesAsText("operationName"))
                .contains("Keyward.Directory/consent/delete", "Keyward.Directory/consent/write");
    }

    private Stack.Answer secrets(String token) {
        return desk.stack.call("GET", VAULT, "/secrets?api-version=7.4", token, null);
    }

    @Test
    void theOperatorsOwnStays() {
        desk.stack
                .call(
                        "DELETE",
                        Stack.MANAGEMENT,
                        CONSENT + "?api-version=" + OWN,
                        desk.stack.managementToken(),
                        null)
                .refused(409, "HomeTenant");
    }

    @Test
    void aDirectoryThatWithdrewIsLetGo() {
        consent("DELETE").expect(200);
        desk.call("DELETE", Desk.tenants("/fabrikam.test"), null).expect(200);
        guest = new Guest(desk, "fabrikam.test");
        assertThat(consent("GET").expect(200).text("/consented")).isEqualTo("true");
    }
}
