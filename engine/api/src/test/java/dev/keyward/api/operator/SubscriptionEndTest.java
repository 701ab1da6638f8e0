package dev.keyward.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Owners delete their subscriptions, and the operator anybody's; what is in them goes with them.
class SubscriptionEndTest {
    private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";

    @TempDir Path folder;
    private Desk desk;
    private Guest guest;
    private String path;

    @BeforeEach
    void start() throws IOException {
        desk = new Desk(folder.resolve("home"));
        guest = new Guest(desk, "fabrikam.test");
        path = "/subscriptions/" + guest.subscribe("key-vault");
        guest.call("POST", path + "/providers/Microsoft.KeyVault/register", null).expect(200);
        guest.call("PUT", path + "/resourceGroups/rg", "{\"location\":\"local\"}").expect(201);
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private Stack.Answer putVault(String name, String more) {
        return guest.call(
                "PUT",
                path + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/" + name,
                "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                        + guest.tenantId
                        + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},\"accessPolicies\":[]"
                        + more
                        + "}}",
                "2023-07-01");
    }

    private String customer() {
        return Desk.customer(path.substring("/subscriptions/".length()));
    }

    private void awaitTheEnd() {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (desk.call("GET", customer(), null).status() != 404) {
            assertThat(System.nanoTime()).as("deleted in time").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Test
    void anOwnerDeletesItAndItsNamesAreFreeAgain() {
        putVault("fabrikam-kv", "").expect(201);
        guest.call("DELETE", path, null).expect(200);
        guest.call("GET", path, null).refused(404, "SubscriptionNotFound");
        guest.call("DELETE", path, null).refused(404, "SubscriptionNotFound");
        awaitTheEnd();
        path = "/subscriptions/" + guest.subscribe("key-vault");
        guest.call("POST", path + "/providers/Microsoft.KeyVault/register", null).expect(200);
        guest.call("PUT", path + "/resourceGroups/rg", "{\"location\":\"local\"}").expect(201);
        putVault("fabrikam-kv", "").expect(201);
    }

    @Test
    void theOperatorDeletesItAndAgainIsNothing() {
        putVault("fabrikam-kv", "").expect(201);
        desk.call("DELETE", customer(), null).expect(200);
        guest.call("GET", path, null).refused(404, "SubscriptionNotFound");
        awaitTheEnd();
        desk.call("DELETE", customer(), null).expect(204);
        desk.call("DELETE", Desk.customer(UUID.randomUUID().toString()), null).expect(204);
    }

    @Test
    void whatMustStayKeepsItFromBeingDeleted() {
        putVault("kept-kv", ",\"enableSoftDelete\":true,\"enablePurgeProtection\":true")
                .expect(201);
        guest.call("DELETE", path, null).refused(409, "ResourceInUse");
        desk.call("DELETE", customer(), null).refused(409, "ResourceInUse");
        guest.call("GET", path, null).expect(200);
    }

    @Test
    void nobodyElseDeletesIt() {
        desk.stack
                .call(
                        "DELETE",
                        Stack.MANAGEMENT,
                        path + Desk.VERSION,
                        desk.stack.managementToken(),
                        null)
                .refused(404, "SubscriptionNotFound");
        desk.ask("DELETE", path, null).refused(405, "MethodNotAllowed");
        // The first subscription is what the deployment began with.
        desk.call(
                        "DELETE",
                        Desk.customer(desk.stack.engine.deployment().subscription().toString()),
                        null)
                .refused(409, "ResourceInUse");
        Guest other = new Guest(desk, "contoso.test");
        other.call("DELETE", path, null).refused(404, "SubscriptionNotFound");
        guest.call("GET", path, null).expect(200);
    }

    @Test
    void aContributorMayDoEverythingInItButDeleteIt() {
        Helper helper = helper();
        guest.call(
                        "PUT",
                        path
                                + "/providers/Microsoft.Authorization/roleAssignments/"
                                + UUID.randomUUID(),
                        "{\"properties\":{\"roleDefinitionId\":\""
                                + path
                                + "/providers/Microsoft.Authorization/roleDefinitions/"
                                + CONTRIBUTOR
                                + "\",\"principalId\":\""
                                + helper.objectId
                                + "\"}}",
                        "2022-04-01")
                .expect(201);
        desk.stack
                .call(
                        "PUT",
                        Stack.MANAGEMENT,
                        path + "/resourceGroups/other" + Desk.VERSION,
                        helper.token,
                        "{\"location\":\"local\"}")
                .expect(201);
        desk.stack
                .call("DELETE", Stack.MANAGEMENT, path + Desk.VERSION, helper.token, null)
                .refused(403, "AuthorizationFailed");
        guest.call("GET", path, null).expect(200);
    }

    private record Helper(String objectId, String token) {}

    /// An application of the guest's tenant that owns nothing.
    private Helper helper() {
        String graph = guest.token("https://" + Stack.GRAPH + "/");
        Stack.Answer app = graph(graph, "applications", "{\"displayName\":\"helper\"}").expect(201);
        Stack.Answer principal =
                graph(graph, "servicePrincipals", "{\"appId\":\"" + app.text("/appId") + "\"}")
                        .expect(201);
        Stack.Answer secret =
                graph(graph, "applications/" + app.text("/id") + "/addPassword", "{}").expect(200);
        Stack.Answer signedIn =
                desk.stack.form(
                        "/" + guest.tenantId + "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                app.text("/appId"),
                                "client_secret",
                                secret.text("/secretText"),
                                "resource",
                                "https://" + Stack.MANAGEMENT + "/"));
        return new Helper(principal.text("/id"), signedIn.expect(200).text("/access_token"));
    }

    private Stack.Answer graph(String token, String rest, String body) {
        return desk.stack.call("POST", Stack.GRAPH, "/v1.0/" + rest, token, body);
    }
}
