package dev.keyward.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.Insides;
import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A change of ownership when the owner is unavailable: an owner names, the named one asks, the
/// operator does it; and nobody gets anywhere without the other two.
class SuccessionTest {
    private static final String SUCCESSOR = "/providers/Keyward.Recovery/successor";
    private static final String VERSION = "?api-version=2026-11-01";

    @TempDir Path folder;
    private Desk desk;
    private Guest guest;
    private String subscription;
    private String ann;

    @BeforeEach
    void start() throws IOException {
        desk = new Desk(folder.resolve("home"));
        guest = new Guest(desk, "fabrikam.test");
        subscription = guest.subscribe("key-vault");
        ann = user(guest.token("https://" + Stack.GRAPH + "/"), "ann@fabrikam.test");
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private String user(String graphToken, String name) {
        return desk.stack
                .call(
                        "POST",
                        Stack.GRAPH,
                        "/v1.0/users",
                        graphToken,
                        "{\"displayName\":\"x\",\"accountEnabled\":true,\"userPrincipalName\":\""
                                + name
                                + "\"}")
                .expect(201)
                .text("/id");
    }

    private String anns(String resource) {
        return new Insides(desk.stack.engine).token(guest.tenantId, ann, resource);
    }

    private String anns() {
        return anns("https://" + Stack.MANAGEMENT + "/");
    }

    private Stack.Answer call(String method, String rest, String token, @Nullable String body) {
        return desk.stack.call(
                method,
                Stack.MANAGEMENT,
                "/subscriptions/" + subscription + rest + VERSION,
                token,
                body);
    }

    private Stack.Answer name(String user) {
        return call("PUT", SUCCESSOR, guest.token, "{\"user\":\"" + user + "\"}");
    }

    private Stack.Answer ask() {
        return call("POST", SUCCESSOR + "/ask", anns(), "{}");
    }

    /// What the operator does.
    private Stack.Answer give(String owner) {
        return desk.call("PUT", Desk.customer(subscription), "{\"owner\":\"" + owner + "\"}");
    }

    private void assertNotGiven(String owner) {
        give(owner).refused(409, "OwnershipNotAskedFor");
        group("rg", anns()).refused(403, "AuthorizationFailed");
    }

    @Test
    @Tag("security:S-07")
    void ownershipGoesToWhomAnOwnerNamedOnceHeAsks() {
        assertThat(name("ann@fabrikam.test").expect(201).text("/objectId")).isEqualTo(ann);
        assertNotGiven("ann@fabrikam.test");
        Stack.Answer asked = ask().expect(200);
        assertThat(asked.text("/asked")).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(asked.text("/until")).isEqualTo("2026-12-01T10:00:00Z");
        // Asking alone gives nothing.
        group("rg", anns()).refused(403, "AuthorizationFailed");
        assertThat(give("ANN@fabrikam.test").expect(200).text("/owner"))
                .isEqualTo("ann@fabrikam.test");
        group("rg", anns()).expect(201);
        // The earlier owner stays, and what was asked for is used up.
        group("rg2", guest.token).expect(201);
        call("GET", SUCCESSOR, guest.token, null).refused(404, "ResourceNotFound");
        give(guest.applicationId).refused(409, "OwnershipNotAskedFor");
    }

    private Stack.Answer group(String name, String token) {
        return desk.stack.call(
                "PUT",
                Stack.MANAGEMENT,
                "/subscriptions/" + subscription + "/resourceGroups/" + name + Desk.VERSION,
                token,
                "{\"location\":\"local\"}");
    }

    @Test
    @Tag("security:S-07")
    void nobodyButAnOwnerNamesAndNobodyButTheNamedAsks() {
        String body = "{\"user\":\"ann@fabrikam.test\"}";
        call("PUT", SUCCESSOR, anns(), body).refused(403, "AuthorizationFailed");
        call("PUT", SUCCESSOR, desk.stack.managementToken(), body)
                .refused(404, "SubscriptionNotFound");
        ask().refused(403, "AuthorizationFailed");
        String contributor = user(guest.token("https://" + Stack.GRAPH + "/"), "c@fabrikam.test");
        desk.stack
                .call(
                        "PUT",
                        Stack.MANAGEMENT,
                        "/subscriptions/"
                                + subscription
                                + "/providers/Microsoft.Authorization/roleAssignments/"
                                + UUID.randomUUID()
                                + "?api-version=2022-04-01",
                        guest.token,
                        Household.assignment("b24988ac-6180-42a0-ab88-20f7382dd24c", contributor))
                .expect(201);
        String contributors =
                new Insides(desk.stack.engine)
                        .token(guest.tenantId, contributor, "https://" + Stack.MANAGEMENT + "/");
        call("PUT", SUCCESSOR, contributors, body).refused(403, "AuthorizationFailed");
        name("ann@fabrikam.test").expect(201);
        call("POST", SUCCESSOR + "/ask", guest.token, "{}").refused(403, "AuthorizationFailed");
        call("POST", SUCCESSOR + "/ask", contributors, "{}").refused(403, "AuthorizationFailed");
        call("POST", SUCCESSOR + "/ask", desk.stack.managementToken(), "{}")
                .refused(404, "SubscriptionNotFound");
        assertNotGiven("ann@fabrikam.test");
        call("DELETE", SUCCESSOR, contributors, null).refused(403, "AuthorizationFailed");
    }

    @Test
    @Tag("security:S-07")
    void whatAnOwnerTakesBackOrTimeRunsOutOnIsNotDone() {
        name("ann@fabrikam.test").expect(201);
        ask().expect(200);
        call("DELETE", SUCCESSOR, guest.token, null).expect(200);
        call("DELETE", SUCCESSOR, guest.token, null).expect(204);
        assertNotGiven("ann@fabrikam.test");
        name("ann@fabrikam.test").expect(201);
        ask().expect(200);
        // Named anew he has to ask anew.
        name("ann@fabrikam.test").expect(200);
        assertNotGiven("ann@fabrikam.test");
        ask().expect(200);
        desk.stack.clock.advance(Duration.ofDays(7));
        desk.token = desk.stack.token("https://" + Stack.ADMIN + "/");
        assertNotGiven("ann@fabrikam.test");
        ask().expect(200);
        desk.stack.clock.advance(Duration.ofDays(7).minusSeconds(1));
        desk.token = desk.stack.token("https://" + Stack.ADMIN + "/");
        give("ann@fabrikam.test").expect(200);
    }

    /// Not even where the name is one of the operator's own directory too.
    @Test
    @Tag("security:S-07")
    void nobodyOfAnotherDirectorySucceeds() {
        user(desk.stack.graphToken(), "spy@keyward.localhost");
        name("spy@keyward.localhost").refused(400, "BadRequest");
        user(desk.stack.graphToken(), "ann@fabrikam.test");
        name("ann@fabrikam.test").expect(201);
        ask().expect(200);
        assertNotGiven("spy@keyward.localhost");
        assertNotGiven(desk.stack.administrator.application().toString());
        desk.refuses(
                "PUT",
                Desk.customer(subscription),
                "{\"owner\":\"ann@fabrikam.test\",\"tenantId\":\"" + desk.stack.tenant + "\"}",
                "tenantId");
        desk.refuses(
                "PUT",
                Desk.customer(subscription),
                "{\"owner\":\"ann@fabrikam.test\",\"displayName\":\"Else\"}",
                "owner");
        give("ann@fabrikam.test").expect(200);
        group("rg", desk.stack.managementToken()).refused(404, "SubscriptionNotFound");
    }

    @Test
    @Tag("security:S-07")
    void itGivesNothingInsideAVaultAndTheTenantReadsEveryStep() {
        desk.stack
                .call(
                        "POST",
                        Stack.MANAGEMENT,
                        "/subscriptions/"
                                + subscription
                                + "/providers/Microsoft.KeyVault/register"
                                + Desk.VERSION,
                        guest.token,
                        null)
                .expect(200);
        group("rg", guest.token).expect(201);
        vault(guest.token, guest.objectId).expect(201);
        secret("PUT", guest.token(Stack.VAULT_RESOURCE), "{\"value\":\"1\"}").expect(200);
        name("ann@fabrikam.test").expect(201);
        give("ann@fabrikam.test").refused(409, "OwnershipNotAskedFor");
        ask().expect(200);
        give("ann@fabrikam.test").expect(200);
        String inVault = anns(Stack.VAULT_RESOURCE);
        secret("GET", inVault, null).refused(403, "Forbidden");
        assertThat(steps(anns()))
                .containsExactly(
                        "Keyward.Recovery/successor/write Created",
                        "Microsoft.Subscriptions.Admin/subscriptions/write Conflict",
                        "Keyward.Recovery/successor/ask/action OK",
                        "Microsoft.Subscriptions.Admin/subscriptions/write OK");
        // What he gives himself as an owner is on the record as well.
        vault(anns(), ann).expect(200);
        assertThat(secret("GET", inVault, null).expect(200).text("/value")).isEqualTo("1");
        assertThat(operations(Stack.MANAGEMENT, subscription, anns(), ".*"))
                .contains("VaultPut OK");
        assertThat(
                        operations(
                                Stack.ADMIN,
                                desk.provider.toString(),
                                desk.token,
                                ".*/" + subscription.toUpperCase(Locale.ROOT)))
                .containsExactly(
                        "Microsoft.Subscriptions.Admin/subscriptions/write Conflict",
                        "Microsoft.Subscriptions.Admin/subscriptions/write OK");
    }

    private Stack.Answer vault(String token, String reader) {
        return desk.stack.call(
                "PUT",
                Stack.MANAGEMENT,
                "/subscriptions/"
                        + subscription
                        + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/payroll"
                        + "?api-version=2023-07-01",
                token,
                "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                        + guest.tenantId
                        + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},"
                        + "\"accessPolicies\":[{\"tenantId\":\""
                        + guest.tenantId
                        + "\",\"objectId\":\""
                        + reader
                        + "\",\"permissions\":{\"secrets\":[\"all\"]}}]}}");
    }

    private Stack.Answer secret(String method, String token, @Nullable String body) {
        return desk.stack.call(
                method, Household.host("payroll"), "/secrets/wage?api-version=7.4", token, body);
    }

    private List<String> steps(String token) {
        return operations(Stack.MANAGEMENT, subscription, token, ".*(RECOVERY|ADMIN)/.*");
    }

    /// What an audit view tells, oldest first.
    private List<String> operations(String host, String viewed, String token, String resources) {
        List<String> all = new ArrayList<>();
        Stack.Answer view =
                desk.stack.call(
                        "GET",
                        host,
                        "/subscriptions/" + viewed + "/providers/Keyward.Audit/records" + VERSION,
                        token,
                        null);
        for (JsonNode each : view.expect(200).json().at("/value")) {
            JsonNode record = each.path("record");
            if (record.path("resourceId").asText().matches(resources)) {
                all.add(
                        record.path("operationName").asText()
                                + " "
                                + record.path("resultSignature").asText());
            }
        }
        return all;
    }
}
