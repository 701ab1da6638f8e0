package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Role assignments and definitions on the wire, and what they do (authorization.md, sections 5, 6
/// and 10).
class RoleAssignmentsTest {
    private static final String VAULT = "vault01.vault.local.keyward.localhost:8443";
    private static final String SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";
    private static final String SECRETS_OFFICER = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
    private static final String CERTIFICATE_USER = "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba";
    private static final String VAULT_CONTRIBUTOR = "f25e0fa2-a7c8-4377-a976-54943a77a395";
    private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
    private static final String ACCESS_ADMINISTRATOR = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";
    private static final String DATA_ACCESS_ADMINISTRATOR = "8b54135c-b56d-4d72-a534-26097cfdc8d8";
    private static final String GROUP = "/resourceGroups/rg";
    private static final String KV = GROUP + "/providers/Microsoft.KeyVault/vaults/vault01";
    private static final String ROLES = "/providers/Microsoft.Authorization/roleAssignments";
    private static final String FIRST = "aaaaaaaa-0000-4000-8000-000000000001";
    private static final String SECOND = "aaaaaaaa-0000-4000-8000-000000000002";

    @TempDir Path folder;
    private Stack stack;
    private String management;
    private App app;

    private record App(String objectId, String token, String management) {}

    @BeforeEach
    void start() throws IOException {
        stack = new Stack(folder.resolve("home"));
        management = stack.managementToken();
        app = application("worker");
        arm("POST", "/providers/Microsoft.KeyVault/register", null).expect(200);
        arm("PUT", GROUP, "{\"location\":\"local\"}").expect(201);
        arm("PUT", KV, vault(true)).expect(201);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    @Tag("security:S-08")
    void aRoleHoldsFromItsAssignmentToItsRemoval() {
        data("PUT", "/secrets/s", "{\"value\":\"x\"}").refused(403, "Forbidden");
        Stack.Answer made = assign(KV, FIRST, SECRETS_OFFICER).expect(201);
        assertThat(made.text("/id")).isEqualTo(in(KV + ROLES + "/" + FIRST));
        assertThat(made.text("/name")).isEqualTo(FIRST);
        assertThat(made.text("/type")).isEqualTo("Microsoft.Authorization/roleAssignments");
        assertThat(made.text("/properties/scope")).isEqualTo(in(KV));
        assertThat(made.text("/properties/principalType")).isEqualTo("ServicePrincipal");
        assertThat(made.text("/properties/roleDefinitionId")).endsWith(SECRETS_OFFICER);
        data("PUT", "/secrets/s", "{\"value\":\"x\"}").expect(200);
        Stack.Answer removed = arm("DELETE", KV + ROLES + "/" + FIRST, null).expect(200);
        assertThat(removed.text("/properties/principalId")).isEqualTo(app.objectId);
        data("PUT", "/secrets/s", "{\"value\":\"x\"}").refused(403, "Forbidden");
        arm("DELETE", KV + ROLES + "/" + FIRST, null).expect(204);
        arm("GET", KV + ROLES + "/" + FIRST, null).refused(404, "RoleAssignmentNotFound");
    }

    @Test
    void rolesAreInheritedDownwards() {
        assign("", FIRST, SECRETS_USER).expect(201);
        data("GET", "/secrets", null).expect(200);
        arm("DELETE", ROLES + "/" + FIRST, null).expect(200);
        assign(GROUP, FIRST, SECRETS_USER).expect(201);
        data("GET", "/secrets", null).expect(200);
        arm("DELETE", GROUP + ROLES + "/" + FIRST, null).expect(200);
        assign(KV + "/secrets/s1", FIRST, SECRETS_OFFICER).expect(201);
        data("PUT", "/secrets/s1", "{\"value\":\"x\"}").expect(200);
        data("PUT", "/secrets/s10", "{\"value\":\"x\"}").refused(403, "Forbidden");
        data("GET", "/secrets", null).refused(403, "Forbidden");
    }

    @Test
    void theSameAgainIsTheSameAndAnotherIsAConflict() {
        assign(KV, FIRST, SECRETS_USER).expect(201);
        assign(KV, FIRST, SECRETS_USER).expect(200);
        assign(KV, SECOND, SECRETS_USER).refused(409, "RoleAssignmentExists");
        assign(KV, FIRST, SECRETS_OFFICER).refused(409, "RoleAssignmentUpdateNotPermitted");
        assign(GROUP, FIRST, SECRETS_USER).refused(409, "RoleAssignmentUpdateNotPermitted");
        assign(GROUP, SECOND, SECRETS_USER).expect(201);
    }

    @Test
    void badInputIsNamed() {
        assign(KV, "not-a-guid", SECRETS_USER).refused(400, "InvalidRoleAssignmentId");
        assign(KV, FIRST, SECOND).refused(404, "RoleDefinitionDoesNotExist");
        assign(KV, FIRST, "nonsense").refused(404, "RoleDefinitionDoesNotExist");
        put(KV, FIRST, body(SECRETS_USER, SECOND, "")).refused(400, "PrincipalNotFound");
        put(KV, FIRST, body(SECRETS_USER, "who?", "")).refused(400, "InvalidPrincipalId");
        put(KV, FIRST, body(SECRETS_USER, app.objectId, ",\"principalType\":\"User\""))
                .refused(400, "UnmatchedPrincipalType");
        put(KV, FIRST, body(SECRETS_USER, app.objectId, ",\"principalType\":\"Robot\""))
                .refused(400, "BadRequest");
        put(KV, FIRST, body(SECRETS_USER, app.objectId, ",\"condition\":\"x\""))
                .refused(400, "BadRequest");
        put(KV, FIRST, "{\"properties\":{}}").refused(400, "BadRequest");
        assign(KV + "0", FIRST, SECRETS_USER).refused(404, "ResourceNotFound");
        assign("/resourceGroups/none", FIRST, SECRETS_USER).refused(404, "ResourceGroupNotFound");
        assign(KV + "/cars/s", FIRST, SECRETS_USER).refused(400, "InvalidResourceType");
        assign(KV + "/secrets/s_1", FIRST, SECRETS_USER).expect(400);
        assertThat(ids(KV, "")).isEmpty();
    }

    @Test
    void aPrincipalOfAGivenTypeNeedNotBeKnownYet() {
        put(KV, FIRST, body(SECRETS_USER, SECOND, ",\"principalType\":\"ServicePrincipal\""))
                .expect(201);
    }

    @Test
    void listsAreFilteredByScopeAndPrincipal() {
        String group = group();
        assign("", FIRST, READER).expect(201);
        assign(KV, SECOND, SECRETS_USER).expect(201);
        String third = SECOND.replace("0002", "0003");
        put(KV + "/secrets/s", third, body(SECRETS_USER, group, "")).expect(201);
        assertThat(ids("", "")).containsExactly(FIRST, SECOND, third);
        assertThat(ids(KV, "")).containsExactly(FIRST, SECOND, third);
        assertThat(ids(KV, "atScope()")).containsExactly(FIRST, SECOND);
        assertThat(ids("", "atScope()")).containsExactly(FIRST);
        assertThat(ids("", "principalId eq '" + app.objectId + "'")).containsExactly(FIRST, SECOND);
        assertThat(ids("", "assignedTo('" + app.objectId + "')"))
                .containsExactly(FIRST, SECOND, third);
        assertThat(ids(KV, "atScope() and principalId eq '" + group + "'")).isEmpty();
        arm("GET", ROLES, "&$filter=" + Stack.encode("name eq 'x'"), null, management)
                .refused(400, "InvalidFilterInQueryString");
    }

    @Test
    void definitionsAreListedAndFound() {
        Stack.Answer one =
                arm(
                                "GET",
                                "/providers/Microsoft.Authorization/roleDefinitions",
                                "&$filter=" + Stack.encode("roleName eq 'key vault secrets user'"),
                                null,
                                management)
                        .expect(200);
        assertThat(one.json().path("value")).hasSize(1);
        assertThat(one.text("/value/0/name")).isEqualTo(SECRETS_USER);
        assertThat(one.text("/value/0/properties/type")).isEqualTo("BuiltInRole");
        assertThat(one.text("/value/0/properties/permissions/0/dataActions/0"))
                .isEqualTo("Microsoft.KeyVault/vaults/secrets/getSecret/action");
        Stack.Answer got =
                stack.call(
                                "GET",
                                Stack.MANAGEMENT,
                                "/providers/Microsoft.Authorization/roleDefinitions/"
                                        + SECRETS_USER
                                        + "?api-version=2022-04-01",
                                app.management,
                                null)
                        .expect(200);
        assertThat(got.text("/properties/roleName")).isEqualTo("Key Vault Secrets User");
        arm("GET", "/providers/Microsoft.Authorization/roleDefinitions/" + FIRST, null)
                .refused(404, "RoleDefinitionDoesNotExist");
    }

    @Test
    @Tag("security:S-06")
    void onlyWhoDecidesWhoMayWhatGivesRoles() {
        String other = group();
        for (String role : List.of(CONTRIBUTOR, VAULT_CONTRIBUTOR, READER, SECRETS_OFFICER)) {
            as(role, () -> give(other, SECRETS_USER).refused(403, "AuthorizationFailed"));
        }
        give(other, SECRETS_USER).refused(403, "AuthorizationFailed");
        as(ACCESS_ADMINISTRATOR, () -> give(other, SECRETS_USER).expect(201));
        arm("DELETE", KV + ROLES + "/" + SECOND, null).expect(200);
        as(
                DATA_ACCESS_ADMINISTRATOR,
                () -> {
                    give(other, SECRETS_USER).expect(201);
                    arm("DELETE", KV + ROLES + "/" + SECOND, "", null, app.management).expect(200);
                    give(other, CERTIFICATE_USER).refused(403, "AuthorizationFailed");
                    give(other, ACCESS_ADMINISTRATOR).refused(403, "AuthorizationFailed");
                    give(app.objectId, VAULT_CONTRIBUTOR).refused(403, "AuthorizationFailed");
                });
    }

    @Test
    void rolesOverResourcesHoldOnTheManagementPlane() {
        arm("GET", KV, "", null, app.management).refused(403, "AuthorizationFailed");
        assertThat(subscriptions()).isEmpty();
        as(
                READER,
                () -> {
                    arm("GET", KV, "", null, app.management).expect(200);
                    assertThat(subscriptions()).containsExactly(stack.subscription.toString());
                    arm("PUT", KV, "", vault(true), app.management)
                            .refused(403, "AuthorizationFailed");
                    arm("GET", GROUP, "", null, app.management).refused(403, "AuthorizationFailed");
                });
        as(
                VAULT_CONTRIBUTOR,
                () -> {
                    arm("PUT", KV, "", vault(true), app.management).expect(200);
                    data("GET", "/secrets", null).refused(403, "Forbidden");
                    arm("DELETE", KV, "", null, app.management).expect(200);
                });
        arm(
                        "POST",
                        "/providers/Microsoft.KeyVault/locations/local/deletedVaults/vault01/purge",
                        "",
                        null,
                        app.management)
                .refused(403, "AuthorizationFailed");
    }

    @Test
    void whoMayChangeAVaultMayNotTurnItBackToPolicies() {
        as(
                VAULT_CONTRIBUTOR,
                () -> {
                    arm("PUT", KV, "", vault(false), app.management)
                            .refused(403, "AuthorizationFailed");
                    arm("PATCH", KV, "", rbac(false), app.management)
                            .refused(403, "AuthorizationFailed");
                });
        arm("PATCH", KV, rbac(false)).expect(200);
        Stack.Answer kept = arm("PATCH", KV, "{\"tags\":{\"a\":\"b\"}}").expect(200);
        assertThat(kept.json().at("/properties/enableRbacAuthorization").asBoolean()).isFalse();
        arm("PATCH", KV, rbac(true)).expect(200);
        String noFlag = vault(true).replace("\"enableRbacAuthorization\":true,", "");
        assertThat(
                        arm("PUT", KV, noFlag)
                                .expect(200)
                                .json()
                                .at("/properties/enableRbacAuthorization")
                                .asBoolean())
                .isTrue();
    }

    @Test
    void aVaultMadeByANewVersionAsksForRolesUnlessTold() {
        String noFlag = vault(true).replace("\"enableRbacAuthorization\":true,", "");
        for (String[] made :
                new String[][] {
                    {"2025-05-01", "false", "old-vault"}, {"2026-02-01", "true", "new-vault"}
                }) {
            Stack.Answer answer =
                    stack.call(
                            "PUT",
                            Stack.MANAGEMENT,
                            in(KV.replace("vault01", made[2])) + "?api-version=" + made[0],
                            management,
                            noFlag);
            answer.expect(201);
            assertThat(answer.text("/properties/enableRbacAuthorization")).isEqualTo(made[1]);
        }
    }

    @Test
    void aVaultThatAsksForRolesRefusesChangesOfItsPoliciesAlone() {
        String entry =
                "{\"properties\":{\"accessPolicies\":[{\"tenantId\":\""
                        + stack.tenant
                        + "\",\"objectId\":\""
                        + app.objectId
                        + "\",\"permissions\":{\"secrets\":[\"get\"]}}]}}";
        arm("PUT", KV + "/accessPolicies/add", entry).refused(400, "BadRequest");
        arm("PATCH", KV, rbac(false)).expect(200);
        arm("PUT", KV + "/accessPolicies/add", entry).expect(200);
    }

    @Test
    @Tag("security:S-06")
    void whatIsDeletedLosesItsRolesForGood() {
        assign(GROUP, FIRST, READER).expect(201);
        assign(KV, SECOND, SECRETS_USER).expect(201);
        String third = SECOND.replace("0002", "0003");
        put(KV + "/secrets/s", third, body(SECRETS_OFFICER, app.objectId, "")).expect(201);
        arm("DELETE", KV, null).expect(200);
        assertThat(ids("", "")).containsExactly(FIRST);
        arm("PUT", KV, vault(true).replace("\"sku\"", "\"createMode\":\"recover\",\"sku\""))
                .expect(201);
        data("GET", "/secrets", null).refused(403, "Forbidden");
        arm("DELETE", GROUP, null).expect(200);
        assertThat(ids("", "")).isEmpty();
    }

    /// While the application has the role at the vault.
    private void as(String role, Runnable act) {
        assign(KV, FIRST, role).expect(201);
        act.run();
        arm("DELETE", KV + ROLES + "/" + FIRST, null);
    }

    private Stack.Answer give(String principal, String role) {
        return arm("PUT", KV + ROLES + "/" + SECOND, "", body(role, principal, ""), app.management);
    }

    private List<String> subscriptions() {
        List<String> found = new ArrayList<>();
        stack.call(
                        "GET",
                        Stack.MANAGEMENT,
                        "/subscriptions?" + Stack.version(""),
                        app.management,
                        null)
                .expect(200)
                .json()
                .path("value")
                .forEach(each -> found.add(each.path("subscriptionId").asText()));
        return found;
    }

    private Stack.Answer assign(String scope, String id, String role) {
        return put(scope, id, body(role, app.objectId, ""));
    }

    private Stack.Answer put(String scope, String id, String body) {
        return arm("PUT", scope + ROLES + "/" + id, body);
    }

    private String body(String role, String principal, String more) {
        return "{\"properties\":{\"roleDefinitionId\":\""
                + in("/providers/Microsoft.Authorization/roleDefinitions/" + role)
                + "\",\"principalId\":\""
                + principal
                + "\""
                + more
                + "}}";
    }

    private List<String> ids(String scope, String filter) {
        List<String> ids = new ArrayList<>();
        String more = filter.isEmpty() ? "" : "&$filter=" + Stack.encode(filter);
        arm("GET", scope + ROLES, more, null, management)
                .expect(200)
                .json()
                .path("value")
                .forEach(each -> ids.add(each.path("name").asText()));
        return ids;
    }

    private static String rbac(boolean on) {
        return "{\"properties\":{\"enableRbacAuthorization\":" + on + "}}";
    }

    private String vault(boolean rbac) {
        return "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                + stack.tenant
                + "\",\"enableRbacAuthorization\":"
                + rbac
                + ",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},\"accessPolicies\":[]}}";
    }

    /// With the application in it.
    private String group() {
        String graph = stack.graphToken();
        String group =
                stack.call("POST", Stack.GRAPH, "/v1.0/groups", graph, "{\"displayName\":\"g\"}")
                        .expect(201)
                        .text("/id");
        stack.call(
                        "POST",
                        Stack.GRAPH,
                        "/v1.0/groups/" + group + "/members/$ref",
                        graph,
                        "{\"@odata.id\":\"https://graph/v1.0/directoryObjects/"
                                + app.objectId
                                + "\"}")
                .expect(204);
        return group;
    }

    private App application(String name) {
        String graph = stack.graphToken();
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
        String appId = registered.text("/appId");
        return new App(
                objectId,
                stack.token(appId, secret, Stack.VAULT_RESOURCE),
                stack.token(appId, secret, "https://" + Stack.MANAGEMENT + "/"));
    }

    private String in(String path) {
        return "/subscriptions/" + stack.subscription + path;
    }

    private Stack.Answer arm(String method, String path, @Nullable String body) {
        return arm(method, path, "", body, management);
    }

    private Stack.Answer arm(
            String method, String path, String more, @Nullable String body, String token) {
        return stack.call(
                method, Stack.MANAGEMENT, in(path) + "?" + Stack.version(path) + more, token, body);
    }

    private Stack.Answer data(String method, String path, @Nullable String body) {
        return stack.call(method, VAULT, path + "?api-version=7.4", app.token, body);
    }
}
