package dev.keyward.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The operator can't get into a tenant's subscription, nor a tenant into the operator's: either is
/// answered as where there is nothing at all, for right ids as for guessed ones.
class SeparationTest {
    private static final String VERSION = "?api-version=2023-07-01";
    private static final String ROLE = "/providers/Microsoft.Authorization/";

    @TempDir Path folder;
    private Desk desk;
    private Guest guest;
    private String theirs;

    @BeforeEach
    void start() throws IOException {
        desk = new Desk(folder.resolve("home"));
        guest = new Guest(desk, "fabrikam.test");
        theirs = guest.subscribe("key-vault");
        String in = "/subscriptions/" + theirs;
        guest.call("POST", in + "/providers/Microsoft.KeyVault/register", null).expect(200);
        guest.call("PUT", in + "/resourceGroups/rg", "{\"location\":\"local\"}").expect(201);
        desk.stack
                .call(
                        "PUT",
                        Stack.MANAGEMENT,
                        in
                                + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/payroll"
                                + VERSION,
                        guest.token,
                        "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                                + guest.tenantId
                                + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},"
                                + "\"accessPolicies\":[{\"tenantId\":\""
                                + guest.tenantId
                                + "\",\"objectId\":\""
                                + guest.objectId
                                + "\",\"permissions\":{\"secrets\":[\"all\"],\"keys\":[\"all\"],"
                                + "\"certificates\":[\"all\"]}}]}}")
                .expect(201);
        data(
                        "PUT",
                        "payroll",
                        "/secrets/wage",
                        guest.token(Stack.VAULT_RESOURCE),
                        "{\"value\":\"1\"}")
                .expect(200);
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private record Request(String method, String rest) {}

    /// What there is on the management plane inside a subscription.
    private static List<Request> management() {
        List<Request> all = new ArrayList<>();
        String group = "/resourceGroups/rg";
        String vault = group + "/providers/Microsoft.KeyVault/vaults/payroll";
        each(all, "", "GET");
        for (String read :
                List.of(
                        "/locations",
                        "/providers",
                        "/providers/Microsoft.KeyVault",
                        "/resourceGroups",
                        "/resources",
                        group + "/resources",
                        "/providers/Microsoft.KeyVault/vaults",
                        group + "/providers/Microsoft.KeyVault/vaults",
                        "/providers/Microsoft.KeyVault/deletedVaults",
                        "/providers/Microsoft.KeyVault/locations/local/deletedVaults/payroll",
                        vault + "/providers/Microsoft.EventGrid/eventSubscriptions")) {
            each(all, read, "GET");
        }
        each(all, "/providers/Microsoft.KeyVault/register", "POST");
        each(all, "/providers/Microsoft.KeyVault/unregister", "POST");
        each(all, "/providers/Microsoft.KeyVault/checkNameAvailability", "POST");
        each(
                all,
                "/providers/Microsoft.KeyVault/locations/local/deletedVaults/payroll/purge",
                "POST");
        each(all, group, "GET", "HEAD", "PUT", "PATCH", "DELETE");
        each(all, vault, "GET", "PUT", "PATCH", "DELETE");
        for (String change : List.of("add", "replace", "remove")) {
            each(all, vault + "/accessPolicies/" + change, "PUT");
        }
        each(
                all,
                vault + "/providers/Microsoft.EventGrid/eventSubscriptions/e",
                "GET",
                "PUT",
                "DELETE");
        for (String scope : List.of("", group, vault, vault + "/secrets/wage")) {
            each(all, scope + ROLE + "roleDefinitions", "GET");
            each(all, scope + ROLE + "roleAssignments", "GET");
            each(all, scope + ROLE + "roleAssignments/" + new UUID(7, 7), "GET", "PUT", "DELETE");
        }
        each(all, "/providers/Microsoft.Subscriptions/subscriptions/{s}/acquiredPlans", "GET");
        each(
                all,
                "/providers/Microsoft.Subscriptions/subscriptions/{s}/acquiredPlans/"
                        + new UUID(8, 8),
                "GET",
                "PUT",
                "DELETE");
        for (String own :
                List.of("/providers/Keyward.Audit/records", "/providers/Keyward.Clock/time")) {
            each(all, own, "GET");
        }
        for (String own :
                List.of(
                        "/providers/Keyward.Audit/verify",
                        "/providers/Keyward.Integrity/verify",
                        "/providers/Keyward.Keys/root/rotate")) {
            each(all, own, "POST");
        }
        return all;
    }

    /// What there is on the operator's side.
    private static List<Request> operators() {
        List<Request> all = new ArrayList<>();
        String group = "/resourceGroups/" + Desk.GROUP;
        for (String kind : List.of("/plans", "/offers")) {
            String one = Desk.inGroup(kind + "/x");
            each(all, Desk.admin(kind), "GET");
            each(all, Desk.inGroup(kind), "GET");
            each(all, one, "GET", "PUT", "DELETE");
            each(all, one + "/metrics", "GET");
            each(all, one + "/metricDefinitions", "GET");
            each(
                    all,
                    "/resourceGroups/key-vault" + Desk.admin(kind + "/key-vault"),
                    "GET",
                    "PUT",
                    "DELETE");
        }
        each(all, Desk.inGroup("/offers/x/link"), "POST");
        each(all, Desk.inGroup("/offers/x/unlink"), "POST");
        each(all, Desk.inGroup("/offers/x/offerDelegations"), "GET");
        each(all, Desk.inGroup("/offers/x/offerDelegations/d"), "GET", "PUT", "DELETE");
        each(all, Desk.quotas(""), "GET");
        each(all, Desk.quotas("/Unlimited"), "GET", "PUT", "DELETE");
        each(all, Desk.admin("/locations"), "GET");
        each(all, Desk.admin("/locations/local"), "GET");
        each(all, Desk.admin("/locations/local/quotas"), "GET");
        each(all, Desk.admin("/locations/local/quotas/delegatedProviderQuota"), "GET");
        each(all, Desk.admin("/checkNameAvailability"), "POST");
        each(all, Desk.admin("/subscriptions"), "GET");
        each(all, Desk.customer("{s}"), "GET", "PUT");
        each(all, Desk.customer("{s}/acquiredPlans"), "GET");
        each(all, Desk.customer("{s}/acquiredPlans/" + new UUID(8, 8)), "GET", "PUT", "DELETE");
        each(all, Desk.admin("/moveSubscriptions"), "POST");
        each(all, Desk.admin("/validateMoveSubscriptions"), "POST");
        each(all, Desk.admin("/delegatedProviders"), "GET");
        each(all, Desk.admin("/delegatedProviders/{s}"), "GET");
        each(all, Desk.admin("/delegatedProviders/{s}/offers"), "GET");
        each(all, Desk.admin("/delegatedProviders/{s}/offers/x"), "GET");
        each(all, Desk.tenants(""), "GET");
        each(all, Desk.tenants("/fabrikam.test"), "GET", "PUT", "DELETE");
        each(all, Desk.admin("/checkIdentityHealth"), "POST");
        each(all, group, "GET", "PUT", "DELETE");
        return all;
    }

    private static void each(List<Request> all, String rest, String... methods) {
        for (String method : methods) {
            all.add(new Request(method, rest));
        }
    }

    /// Somebody at one of the endpoints.
    private record Caller(String host, String token) {}

    private Caller operator(String host) {
        return new Caller(host, desk.stack.token("https://" + host + "/"));
    }

    private Caller tenant(String host) {
        return new Caller(host, guest.token("https://" + host + "/"));
    }

    private Stack.Answer ask(Request request, String subscription, Caller caller) {
        String path = "/subscriptions/" + subscription + request.rest.replace("{s}", subscription);
        String version =
                path.contains("Keyward.")
                        ? "?api-version=2026-11-01"
                        : path.contains("Microsoft.EventGrid")
                                ? "?api-version=2022-06-15"
                                : path.contains("Microsoft.Authorization")
                                        ? "?api-version=2022-04-01"
                                        : path.contains("Microsoft.KeyVault.Admin")
                                                ? Desk.QUOTAS
                                                : path.contains("Microsoft.KeyVault")
                                                        ? VERSION
                                                        : Desk.VERSION;
        return desk.stack.call(
                request.method,
                caller.host,
                path + version,
                caller.token,
                request.method.equals("GET") || request.method.equals("HEAD") ? null : "{}");
    }

    /// Asserts that a request about a subscription is refused, in the very words that one about a
    /// subscription that isn't there is.
    private void assertNothingThere(Request request, String subscription, Caller caller) {
        Stack.Answer right = assertAsGuessed(request, subscription, caller);
        assertThat(right.status()).as(request + " " + right.json()).isEqualTo(404);
        if (!request.method.equals("HEAD")) {
            right.refused(404, "SubscriptionNotFound");
        }
    }

    private Stack.Answer assertAsGuessed(Request request, String subscription, Caller caller) {
        String none = UUID.randomUUID().toString();
        Stack.Answer right = ask(request, subscription, caller);
        Stack.Answer guessed = ask(request, none, caller);
        assertThat(right.status()).as(request.toString()).isEqualTo(guessed.status());
        assertThat(right.json().toString())
                .as(request.toString())
                .isEqualTo(guessed.json().toString().replace(none, subscription));
        assertThat(right.headers().keySet())
                .as(request.toString())
                .isEqualTo(guessed.headers().keySet());
        return right;
    }

    @Test
    @Tag("security:S-06")
    void theOperatorFindsNothingOfATenantsSubscription() {
        Caller operator = operator(Stack.MANAGEMENT);
        for (Request request : management()) {
            assertNothingThere(request, theirs, operator);
        }
        assertUntouched();
    }

    /// Tenants' subscriptions aren't at the operator's endpoint, his own as a tenant neither.
    @Test
    @Tag("security:S-06")
    void theOperatorsEndpointKnowsNoTenantsSubscription() {
        Caller operator = operator(Stack.ADMIN);
        for (Request request : management()) {
            for (String one : List.of(theirs, desk.stack.subscription.toString())) {
                assertThat(assertAsGuessed(request, one, operator).status())
                        .as(request.toString())
                        .isIn(404, 405);
            }
        }
        assertThat(Desk.texts(desk.ask("GET", "/subscriptions", null), "subscriptionId"))
                .containsExactly(desk.provider.toString());
        assertUntouched();
    }

    /// Nor is his own anywhere else, and nothing else of his either.
    @Test
    @Tag("security:S-06")
    void theManagementEndpointKnowsNothingOfTheOperators() {
        Caller operator = operator(Stack.MANAGEMENT);
        for (Request request : operators()) {
            assertThat(assertAsGuessed(request, desk.provider.toString(), operator).status())
                    .as(request.toString())
                    .isEqualTo(404);
        }
        for (Request request : management()) {
            assertNothingThere(request, desk.provider.toString(), operator);
        }
        Stack.Answer all =
                desk.stack.call(
                        "GET",
                        Stack.MANAGEMENT,
                        "/subscriptions" + Desk.VERSION,
                        operator.token,
                        null);
        assertThat(Desk.texts(all, "subscriptionId"))
                .containsExactly(desk.stack.subscription.toString());
    }

    @Test
    @Tag("security:S-06")
    void theOperatorReadsNothingInATenantsVault() {
        String token = desk.stack.token(Stack.VAULT_RESOURCE);
        for (String path :
                List.of("/secrets", "/secrets/wage", "/secrets/none", "/keys", "/certificates")) {
            Stack.Answer answer = data("GET", "payroll", path, token, null);
            answer.expect(401);
            assertThat(answer.json().toString()).doesNotContain("wage");
        }
        for (String path : List.of("/secrets/wage", "/secrets/none")) {
            data("PUT", "payroll", path, token, "{\"value\":\"2\"}").expect(401);
            data("DELETE", "payroll", path, token, null).expect(401);
        }
        assertThat(data("GET", "payroll", "/secrets/wage", token, null).json().toString())
                .isEqualTo(data("GET", "payroll", "/secrets/none", token, null).json().toString());
        assertUntouched();
    }

    @Test
    @Tag("security:S-06")
    void aTenantFindsNothingOfTheOperator() {
        Caller atOperators = tenant(Stack.ADMIN);
        for (Request request : operators()) {
            assertNothingThere(request, desk.provider.toString(), atOperators);
        }
        Caller atManagement = tenant(Stack.MANAGEMENT);
        for (Request request : management()) {
            assertNothingThere(request, desk.provider.toString(), atManagement);
            assertNothingThere(request, desk.stack.subscription.toString(), atManagement);
        }
        assertThat(Desk.names(desk.get(Desk.tenants(""))))
                .containsExactly("fabrikam.test", "keyward.localhost");
        assertThat(Desk.names(desk.get(Desk.admin("/offers")))).containsExactly("key-vault");
    }

    @Test
    @Tag("security:S-06")
    void aTenantsOwnSubscriptionHasNoneOfTheOperatorsSide() {
        Caller atOperators = tenant(Stack.ADMIN);
        for (Request request : operators()) {
            assertNothingThere(request, theirs, atOperators);
        }
    }

    /// It can be used as before.
    private void assertUntouched() {
        String vault =
                "/subscriptions/"
                        + theirs
                        + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/payroll";
        desk.stack.call("GET", Stack.MANAGEMENT, vault + VERSION, guest.token, null).expect(200);
        assertThat(
                        data(
                                        "GET",
                                        "payroll",
                                        "/secrets/wage",
                                        guest.token(Stack.VAULT_RESOURCE),
                                        null)
                                .expect(200)
                                .text("/value"))
                .isEqualTo("1");
    }

    private Stack.Answer data(
            String method, String vault, String path, String token, @Nullable String body) {
        return desk.stack.call(
                method,
                vault + ".vault.local.keyward.localhost:8443",
                path + "?api-version=7.4",
                token,
                body);
    }
}
