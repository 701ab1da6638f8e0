package dev.keyward.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who reads what of the audit trail: a tenant its own, the operator his plane's and the
/// deployment's, and neither the other's (security.md, section 10).
class TrailTest {
    private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

    @TempDir Path folder;
    private Desk desk;

    @BeforeEach
    void start() throws IOException {
        desk = new Desk(folder.resolve("home"));
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    /// A tenant with a subscription, a vault in it and a secret in that.
    private static final class Payroll {
        final Guest guest;
        final String subscription;

        Payroll(Desk desk) {
            guest = new Guest(desk, "fabrikam.test");
            subscription = guest.subscribe("key-vault");
            String in = "/subscriptions/" + subscription;
            guest.call("POST", in + "/providers/Microsoft.KeyVault/register", null).expect(200);
            guest.call("PUT", in + "/resourceGroups/rg", "{\"location\":\"local\"}").expect(201);
            String policy =
                    "{\"tenantId\":\""
                            + guest.tenantId
                            + "\",\"objectId\":\""
                            + guest.objectId
                            + "\",\"permissions\":{\"secrets\":[\"all\"]}}";
            guest.call(
                            "PUT",
                            in + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/payroll",
                            "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                                    + guest.tenantId
                                    + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},"
                                    + "\"accessPolicies\":["
                                    + policy
                                    + "]}}",
                            "2023-07-01")
                    .expect(201);
            desk.stack
                    .call(
                            "PUT",
                            "payroll.vault.local.keyward.localhost:8443",
                            "/secrets/wage?api-version=7.4",
                            guest.token(Stack.VAULT_RESOURCE),
                            "{\"value\":\"1\"}")
                    .expect(200);
            // An expired token, say: the URL names what is theirs.
            desk.stack
                    .call(
                            "GET",
                            Stack.MANAGEMENT,
                            in
                                    + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/payroll"
                                    + "/secrets/wage?api-version=2023-07-01",
                            "x.y.z",
                            null)
                    .expect(401);
            desk.stack
                    .call("GET", Stack.GRAPH, "/v1.0/users/wage@fabrikam.test", "x.y.z", null)
                    .expect(401);
        }

        /// What no record that another reads may hold.
        Stream<String> names() {
            return Stream.of(subscription, "payroll", "wage", guest.applicationId, guest.objectId);
        }
    }

    private List<JsonNode> records(String host, String subscription, String token, String more) {
        Stack.Answer answer =
                desk.stack.call(
                        "GET",
                        host,
                        "/subscriptions/"
                                + subscription
                                + "/providers/Keyward.Audit/records?api-version=2026-11-01"
                                + "&from=2026-01-01T00:00:00Z&$top=1000"
                                + more,
                        token,
                        null);
        List<JsonNode> all = new ArrayList<>();
        answer.expect(200).json().at("/value").forEach(each -> all.add(each.path("record")));
        return all;
    }

    private List<JsonNode> records(String host, Object subscription, String token) {
        return records(host, subscription.toString(), token, "");
    }

    private static void assertNamesNone(List<JsonNode> records, Stream<String> names) {
        String all = records.toString().toLowerCase(Locale.ROOT);
        names.forEach(name -> assertThat(all).doesNotContain(name.toLowerCase(Locale.ROOT)));
    }

    private static List<String> operations(List<JsonNode> records) {
        return records.stream().map(each -> each.path("operationName").asText()).toList();
    }

    private static List<String> resources(List<JsonNode> records) {
        return records.stream().map(each -> each.path("resourceId").asText()).distinct().toList();
    }

    private static String upper(Object id) {
        return id.toString().toUpperCase(Locale.ROOT);
    }

    @Test
    @Tag("security:S-07")
    void theOperatorReadsHisPlanesRecordsAndTheDeploymentsAndNoTenants() {
        Payroll payroll = new Payroll(desk);
        List<JsonNode> his = records(Stack.ADMIN, desk.provider, desk.token);
        assertThat(operations(his))
                .contains(
                        "DeploymentFirstStart",
                        "Microsoft.Subscriptions.Admin/directoryTenants/write",
                        "Microsoft.Resources/subscriptions/resourceGroups/write")
                .doesNotContain("SignIn", "SecretSet", "VaultPut");
        assertThat(resources(his))
                .allMatch(id ->
                        id.isEmpty() || id.startsWith("/SUBSCRIPTIONS/" + upper(desk.provider)));
        assertNamesNone(his, payroll.names());
        for (String filter : List.of("&vault=payroll", "&operation=SecretSet")) {
            assertThat(records(Stack.ADMIN, desk.provider.toString(), desk.token, filter))
                    .isEmpty();
        }
        // The newest ones, without a span of time.
        Stack.Answer newest =
                desk.stack.call(
                        "GET",
                        Stack.ADMIN,
                        desk.in("/providers/Keyward.Audit/records?api-version=2026-11-01&$top=3"),
                        desk.token,
                        null);
        assertThat(newest.expect(200).json().at("/value")).hasSize(3);
        assertNamesNone(List.of(newest.json()), payroll.names());
    }

    /// By the first subscription he is a tenant as well, and sees what he did as one.
    @Test
    @Tag("security:S-07")
    void byTheFirstSubscriptionHeReadsBothOfHisAndStillNobodyElses() {
        Payroll payroll = new Payroll(desk);
        String token = desk.stack.managementToken();
        desk.stack.call("GET", Stack.MANAGEMENT, "/subscriptions" + Desk.VERSION, token, null);
        List<JsonNode> his = records(Stack.MANAGEMENT, desk.stack.subscription, token);
        assertThat(operations(his))
                .contains(
                        "DeploymentFirstStart",
                        "Microsoft.Subscriptions.Admin/directoryTenants/write",
                        "SignIn",
                        "Microsoft.Resources/subscriptions/read");
        assertNamesNone(his, payroll.names());
    }

    @Test
    @Tag("security:S-07")
    void aTenantsAdministratorReadsItsSubscriptionAndItsDirectory() {
        Payroll payroll = new Payroll(desk);
        Guest guest = payroll.guest;
        desk.stack.managementToken();
        List<JsonNode> theirs = records(Stack.MANAGEMENT, payroll.subscription, guest.token);
        assertThat(operations(theirs))
                .contains("SignIn", "SecretSet", "VaultPut", "Authentication");
        assertThat(resources(theirs))
                .allMatch(id ->
                        id.startsWith("/TENANTS/" + upper(guest.tenantId) + "/")
                                || id.startsWith("/SUBSCRIPTIONS/" + upper(payroll.subscription)));
        assertNamesNone(
                theirs,
                Stream.of(
                        desk.provider.toString(),
                        desk.stack.subscription.toString(),
                        desk.stack.administrator.application().toString(),
                        "DeploymentFirstStart"));
    }

    @Test
    void aSecurityOfficerWithARoleReadsTheSubscriptionAlone() {
        Payroll payroll = new Payroll(desk);
        Guest guest = payroll.guest;
        String in = "/subscriptions/" + payroll.subscription;
        String graph = guest.token("https://" + Stack.GRAPH + "/");
        Stack.Answer app = made(graph, "applications", "{\"displayName\":\"officer\"}");
        Stack.Answer principal =
                made(graph, "servicePrincipals", "{\"appId\":\"" + app.text("/appId") + "\"}");
        String secret =
                made(graph, "applications/" + app.text("/id") + "/addPassword", "{}")
                        .text("/secretText");
        guest.call(
                        "PUT",
                        in + "/providers/Microsoft.Authorization/roleAssignments/" + new UUID(3, 3),
                        "{\"properties\":{\"roleDefinitionId\":\""
                                + in
                                + "/providers/Microsoft.Authorization/roleDefinitions/"
                                + READER
                                + "\",\"principalId\":\""
                                + principal.text("/id")
                                + "\"}}",
                        "2022-04-01")
                .expect(201);
        String token =
                desk.stack
                        .form(
                                "/" + guest.tenantId + "/oauth2/token",
                                Map.of(
                                        "grant_type",
                                        "client_credentials",
                                        "client_id",
                                        app.text("/appId"),
                                        "client_secret",
                                        secret,
                                        "resource",
                                        "https://" + Stack.MANAGEMENT + "/"))
                        .text("/access_token");
        List<JsonNode> theirs = records(Stack.MANAGEMENT, payroll.subscription, token);
        assertThat(operations(theirs)).contains("SecretSet", "VaultPut").doesNotContain("SignIn");
        assertThat(resources(theirs))
                .allMatch(id -> id.startsWith("/SUBSCRIPTIONS/" + upper(payroll.subscription)));
    }

    private Stack.Answer made(String token, String rest, String body) {
        Stack.Answer answer = desk.stack.call("POST", Stack.GRAPH, "/v1.0/" + rest, token, body);
        assertThat(answer.status()).as(answer.json().toString()).isBetween(200, 201);
        return answer;
    }

    /// Nobody has a role in it any more; who administers its directory answers for it.
    @Test
    @Tag("security:S-07")
    void recordsOfADeletedSubscriptionAreItsDirectorysAdministrators() {
        Payroll payroll = new Payroll(desk);
        Guest guest = payroll.guest;
        guest.call("DELETE", "/subscriptions/" + payroll.subscription, null).expect(200);
        assertThat(operations(records(Stack.MANAGEMENT, payroll.subscription, guest.token)))
                .contains("SecretSet");
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (desk.call("GET", Desk.customer(payroll.subscription), null).status() != 404) {
            assertThat(System.nanoTime()).as("deleted in time").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        List<JsonNode> theirs = records(Stack.MANAGEMENT, payroll.subscription, guest.token);
        assertThat(operations(theirs))
                .contains(
                        "SecretSet",
                        "VaultPurge",
                        "Microsoft.Subscriptions.Admin/subscriptions/delete")
                .doesNotContain("SignIn");
        assertThat(resources(theirs)).allMatch(id -> id.contains(upper(payroll.subscription)));

        Guest other = new Guest(desk, "contoso.test");
        String path = "/subscriptions/" + payroll.subscription;
        for (String token : new String[] {other.token, desk.stack.managementToken()}) {
            desk.stack
                    .call(
                            "GET",
                            Stack.MANAGEMENT,
                            path + "/providers/Keyward.Audit/records?api-version=2026-11-01",
                            token,
                            null)
                    .refused(404, "SubscriptionNotFound");
        }
        // Whoever got its id would read them as his own.
        for (Guest each : List.of(other, guest)) {
            each.call("PUT", path, Guest.request("key-vault", "Again"))
                    .refused(409, "SubscriptionIdNotAvailable");
        }
        desk.call(
                        "PUT",
                        Desk.customer(payroll.subscription),
                        "{\"offerId\":\"/delegatedProviders/default/offers/key-vault\",\"owner\":\""
                                + other.applicationId
                                + "\",\"tenantId\":\""
                                + other.tenantId
                                + "\"}")
                .refused(409, "SubscriptionIdNotAvailable");
    }

    /// What the operator does to a subscription is its tenant's affair as well.
    @Test
    @Tag("security:S-07")
    void aTenantReadsWhatTheOperatorDidToItsSubscription() {
        Guest guest = new Guest(desk, "fabrikam.test");
        String subscription = guest.subscribe("key-vault");
        desk.putPlan("gold");
        desk.putOffer("golden", "Private", "gold");
        String customer = Desk.customer(subscription);
        for (String state : List.of("Disabled", "Enabled")) {
            desk.call("PUT", customer, "{\"state\":\"" + state + "\"}").expect(200);
        }
        desk.call(
                        "PUT",
                        customer + "/acquiredPlans/" + new UUID(5, 5),
                        "{\"planId\":\"" + desk.planId("gold") + "\"}")
                .expect(201);
        desk.call(
                        "POST",
                        Desk.admin("/moveSubscriptions"),
                        "{\"targetDelegatedProviderOffer\":\""
                                + desk.offerId("golden")
                                + "\",\"resources\":[\""
                                + desk.in(customer)
                                + "\",\""
                                + desk.in(Desk.customer(guest.subscribe("key-vault")))
                                + "\"]}")
                .expect(204);
        assertThat(operations(records(Stack.MANAGEMENT, subscription, guest.token)))
                .containsOnlyOnce(
                        "Microsoft.Subscriptions.Admin/moveSubscriptions/action",
                        "Microsoft.Subscriptions.Admin/subscriptions/acquiredPlans/write")
                .filteredOn("Microsoft.Subscriptions.Admin/subscriptions/write"::equals)
                .hasSize(2);
    }

    /// Whoever names another's subscription leaves his name in his own directory's records.
    @Test
    @Tag("security:S-07")
    void whatOthersTryIsNotWrittenIntoATenantsRecords() {
        Payroll payroll = new Payroll(desk);
        String in = "/subscriptions/" + payroll.subscription;
        String token = desk.stack.managementToken();
        for (String method : List.of("GET", "PUT", "DELETE")) {
            desk.stack
                    .call(
                            method,
                            Stack.MANAGEMENT,
                            in + Desk.VERSION,
                            token,
                            Guest.request("key-vault", "Mine"))
                    .status();
        }
        desk.ask("GET", in, null).refused(404, "SubscriptionNotFound");
        assertNamesNone(
                records(Stack.MANAGEMENT, payroll.subscription, payroll.guest.token),
                Stream.of(desk.stack.administrator.application().toString()));
        assertThat(
                        records(Stack.MANAGEMENT, desk.stack.subscription, token).toString()
                                + records(Stack.ADMIN, desk.provider, desk.token))
                .contains(payroll.subscription);
    }

    /// The URL may name objects, and whose is lost: the operator reads it as long as he is alone.
    @Test
    void whatWasAskedOfAVaultThatIsntThereIsTheOnlyTenants() {
        String host = "ghost.vault.local.keyward.localhost:8443";
        desk.stack.call("GET", host, "/secrets/wage?api-version=7.4", null, null).expect(404);
        String first = desk.stack.managementToken();
        assertThat(records(Stack.ADMIN, desk.provider, desk.token).toString()).contains("wage");
        assertThat(records(Stack.MANAGEMENT, desk.stack.subscription, first).toString())
                .contains("wage");
        new Guest(desk, "fabrikam.test");
        assertThat(records(Stack.ADMIN, desk.provider, desk.token).toString())
                .doesNotContain("wage");
        assertThat(records(Stack.MANAGEMENT, desk.stack.subscription, first).toString())
                .doesNotContain("wage");
    }
}
