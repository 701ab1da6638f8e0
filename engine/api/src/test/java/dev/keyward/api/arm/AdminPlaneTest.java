package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.EngineConfig;
import dev.keyward.model.VaultName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
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

    /// In the operator's subscription.
    private String in(String rest) {
        return in(arm.stack, rest);
    }

    private static String in(Stack stack, String rest) {
        return "/subscriptions/" + stack.engine.provider() + rest;
    }

    private static String ids(Stack.Answer list) {
        return list.expect(200).json().at("/value").findValuesAsText("subscriptionId").toString();
    }

    private static String only(UUID id) {
        return "[" + id + "]";
    }

    /// What `Connect-AzAccount` and `az login` do, with an environment made of this endpoint.
    @Test
    void whoSignsInThereFindsTheOperatorsSubscription() {
        Stack.Answer found =
                arm.stack.call(
                        "GET",
                        Stack.ADMIN,
                        "/metadata/endpoints?api-version=2015-01-01",
                        null,
                        null);
        String token = arm.stack.token(found.text("/authentication/audiences/0"));
        Stack.Answer tenants = ask(Stack.ADMIN, "/tenants?api-version=2016-06-01", token);
        assertThat(tenants.expect(200).text("/value/0/tenantId"))
                .isEqualTo(arm.stack.tenant.toString());
        for (String version : List.of("2015-11-01", "2016-06-01", "2022-12-01")) {
            Stack.Answer all = ask(Stack.ADMIN, "/subscriptions?api-version=" + version, token);
            assertThat(ids(all)).isEqualTo(only(arm.stack.engine.provider()));
        }
        String version = "?api-version=2022-12-01";
        ask(Stack.ADMIN, in("") + version, token).expect(200);
        ask(Stack.ADMIN, in("/locations") + version, token).expect(200);
        ask(Stack.ADMIN, arm.in("") + version, token).refused(404, "SubscriptionNotFound");
        ask(Stack.MANAGEMENT, in("") + version, arm.token).refused(404, "SubscriptionNotFound");
        assertThat(ids(ask(Stack.MANAGEMENT, "/subscriptions" + version, arm.token)))
                .isEqualTo(only(arm.stack.subscription));
    }

    @Test
    void theOperatorsProvidersAndGroupsAreThere() {
        String token = adminToken();
        String version = "?api-version=2021-04-01";
        Stack.Answer providers = ask(Stack.ADMIN, in("/providers") + version, token).expect(200);
        assertThat(providers.json().findValuesAsText("namespace"))
                .containsExactly(
                        "Microsoft.Authorization",
                        "Microsoft.Compute.Admin",
                        "Microsoft.KeyVault.Admin",
                        "Microsoft.Network.Admin",
                        "Microsoft.Resources",
                        "Microsoft.Storage.Admin",
                        "Microsoft.Subscriptions.Admin");
        Stack.Answer admin =
                ask(Stack.ADMIN, in("/providers/microsoft.subscriptions.admin") + version, token);
        assertThat(admin.expect(200).text("/registrationState")).isEqualTo("Registered");
        assertThat(admin.json().findValuesAsText("resourceType")).contains("plans", "offers");
        arm.stack
                .call(
                        "POST",
                        Stack.ADMIN,
                        in("/providers/Microsoft.Subscriptions.Admin/register") + version,
                        token,
                        null)
                .expect(200);
        ask(Stack.ADMIN, in("/providers/Microsoft.KeyVault") + version, token)
                .refused(404, "InvalidResourceNamespace");
        for (String namespace :
                List.of("Microsoft.Subscriptions.Admin", "Microsoft.KeyVault.Admin")) {
            Stack.Answer operations =
                    ask(
                                    Stack.ADMIN,
                                    "/providers/"
                                            + namespace
                                            + "/operations?api-version="
                                            + (namespace.contains("KeyVault")
                                                    ? "2017-02-01-preview"
                                                    : "2015-11-01"),
                                    token)
                            .expect(200);
            assertThat(operations.json().findValuesAsText("name"))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith(namespace + "/"));
        }
        Stack.Answer resources =
                ask(Stack.ADMIN, in("/resourceGroups/key-vault/resources") + version, token);
        assertThat(resources.expect(200).json().at("/value").findValuesAsText("type"))
                .containsExactly(
                        "Microsoft.Subscriptions.Admin/offers",
                        "Microsoft.Subscriptions.Admin/plans");
        Stack.Answer plans =
                ask(
                        Stack.ADMIN,
                        in("/resources")
                                + version
                                + "&$filter=resourceType%20eq%20'Microsoft.Subscriptions.Admin/plans'",
                        token);
        assertThat(plans.expect(200).text("/value/0/id"))
                .isEqualTo(
                        in(
                                "/resourceGroups/key-vault/providers/Microsoft.Subscriptions.Admin/plans/key-vault"));
    }

    /// Somebody else looks after the offers in one group.
    @Test
    void aRoleIsGivenInTheOperatorsSubscription() {
        String token = adminToken();
        String role = "/providers/Microsoft.Authorization/role";
        String group = in("/resourceGroups/key-vault");
        Arm.Application helper = arm.application();
        String body =
                "{\"properties\":{\"roleDefinitionId\":\""
                        + in(role + "Definitions/acdd72a7-3385-48ef-bd42-f606fba81ae7")
                        + "\",\"principalId\":\""
                        + helper.objectId()
                        + "\"}}";
        String plans =
                group + "/providers/Microsoft.Subscriptions.Admin/plans?api-version=2015-11-01";
        String theirs = helper.token(arm.stack, "https://" + Stack.ADMIN + "/");
        ask(Stack.ADMIN, plans, theirs).refused(403, "AuthorizationFailed");
        arm.stack
                .call(
                        "PUT",
                        Stack.ADMIN,
                        group + role + "Assignments/" + new UUID(5, 5) + "?api-version=2022-04-01",
                        token,
                        body)
                .expect(201);
        ask(Stack.ADMIN, plans, theirs).expect(200);
        ask(Stack.ADMIN, plans.replace("/plans", "/offers"), theirs).expect(200);
        ask(Stack.ADMIN, group + role + "Definitions?api-version=2022-04-01", theirs).expect(200);
        arm.stack
                .call("PUT", Stack.ADMIN, group + "?api-version=2021-04-01", theirs, "{}")
                .refused(403, "AuthorizationFailed");
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
        String clock = in(CLOCK) + "?" + Stack.version(CLOCK);
        String firstOnes = arm.in(CLOCK) + "?" + Stack.version(CLOCK);
        ask(Stack.ADMIN, clock, arm.token).refused(401, "InvalidAuthenticationToken");
        ask(Stack.MANAGEMENT, firstOnes, adminToken()).refused(401, "InvalidAuthenticationToken");
        ask(Stack.ADMIN, clock, arm.stack.graphToken()).refused(401, "InvalidAuthenticationToken");
        Stack.Answer none = arm.stack.call("GET", Stack.ADMIN, clock, null, null);
        none.refused(401, "AuthenticationFailed");
        assertThat(none.headers().get("WWW-Authenticate"))
                .startsWith("Bearer authorization_uri=\"https://" + Stack.LOGIN + "/");
        ask(Stack.ADMIN, clock, adminToken()).expect(200);
        ask(Stack.MANAGEMENT, firstOnes, arm.token).expect(200);
        // Each subscription is at one of the two.
        ask(Stack.ADMIN, firstOnes, adminToken()).refused(404, "SubscriptionNotFound");
        ask(Stack.MANAGEMENT, clock, arm.token).refused(404, "SubscriptionNotFound");
    }

    @Test
    void whatConcernsTheWholeDeploymentIsThere() {
        String admin = adminToken();
        String trail = in("/providers/Keyward.Audit/records") + "?api-version=2026-11-01";
        ask(Stack.ADMIN, in(CLOCK) + "?" + Stack.version(CLOCK), admin).expect(200);
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
                    .call("POST", Stack.ADMIN, in(path) + "?" + Stack.version(path), admin, "{}")
                    .expect(200);
        }
    }

    @Test
    void whatTenantsHaveIsNotThere() {
        String admin = adminToken();
        for (String path :
                new String[] {
                    in("/providers/Microsoft.KeyVault/vaults"),
                    in("/resourceGroups/group/providers/Microsoft.KeyVault/vaults/orders"),
                    "/secrets/s"
                }) {
            ask(Stack.ADMIN, path + "?" + Stack.version(path), admin).expect(404);
        }
    }

    @Test
    void aVersionIsAskedForInArmsWords() {
        String admin = adminToken();
        ask(Stack.ADMIN, in(CLOCK), admin).refused(400, "MissingApiVersionParameter");
        ask(Stack.ADMIN, in(CLOCK) + "?api-version=7.4", admin)
                .refused(400, "InvalidApiVersionParameter");
    }

    @Test
    void itsRequestsAreOnTheRecordAsAdministrative() {
        String admin = adminToken();
        ask(Stack.ADMIN, "/nowhere" + Arm.VERSION, admin).expect(404);
        Stack.Answer records =
                ask(
                                Stack.ADMIN,
                                in("/providers/Keyward.Audit/records")
                                        + "?api-version=2026-11-01&$top=1",
                                admin)
                        .expect(200);
        assertThat(records.text("/value/0/record/category")).isEqualTo("Administrative");
        assertThat(records.json().toString()).contains("https://" + Stack.ADMIN + "/nowhere");
        assertThat(records.headers()).containsKey("x-ms-correlation-request-id");
    }

    @Test
    void onASharedHostTheSubscriptionTellsThePlane() throws IOException {
        try (Stack stack =
                new Stack(
                        folder.resolve("shared"), new VaultName("dev"), EngineConfig.Profile.DEV)) {
            String host = "localhost:8443";
            String token = stack.token("https://" + host + "/");
            String clock = CLOCK + "?" + Stack.version(CLOCK);
            String plans =
                    in(
                            stack,
                            "/providers/Microsoft.Subscriptions.Admin/plans?api-version=2015-11-01");
            stack.call("GET", host, in(stack, clock), token, null).expect(200);
            stack.call("GET", Stack.ADMIN, in(stack, clock), token, null).expect(200);
            stack.call("GET", host, "/subscriptions/" + stack.subscription + clock, token, null)
                    .expect(200);
            stack.call("GET", host, plans, token, null).expect(200);
            String groups = "/resourceGroups?api-version=2021-04-01";
            assertThat(
                            stack.call("GET", host, in(stack, groups), token, null)
                                    .expect(200)
                                    .text("/value/0/name"))
                    .isEqualTo("key-vault");
            // Tools that take the first one find a tenant's alone; the operator's by a filter.
            String all = "/subscriptions?api-version=2022-12-01";
            assertThat(ids(stack.call("GET", host, all, token, null)))
                    .isEqualTo(only(stack.subscription));
            String operators = all + "&$filter=routingResourceManagerType%20eq%20'Admin'";
            assertThat(ids(stack.call("GET", host, operators, token, null)))
                    .isEqualTo(only(stack.engine.provider()));
            // One token is for both, and one for a host of its own tells nothing more.
            String management = stack.managementToken();
            String admin = stack.token("https://" + Stack.ADMIN + "/");
            stack.call("GET", host, in(stack, groups), management, null).expect(200);
            for (UUID id : List.of(stack.engine.provider(), new UUID(6, 6))) {
                stack.call("GET", host, "/subscriptions/" + id + groups, admin, null)
                        .refused(401, "InvalidAuthenticationToken");
            }
        }
    }
}
