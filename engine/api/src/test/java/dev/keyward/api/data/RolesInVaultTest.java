package dev.keyward.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.VaultPlane;
import dev.keyward.directory.roles.BuiltInRoles;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.roles.RoleAssignment;
import dev.keyward.directory.roles.RoleDefinition;
import dev.keyward.model.AccessPolicy;
import dev.keyward.model.Permission;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.RecoveryLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a vault that asks for roles answers (authorization.md, sections 6, 7 and 10).
class RolesInVaultTest {
    private static final String V = "?api-version=7.4";
    private static final String READER = "Key Vault Reader";
    private static final String SECRETS_USER = "Key Vault Secrets User";
    private static final String SECRETS_OFFICER = "Key Vault Secrets Officer";

    @TempDir Path folder;
    private VaultPlane plane;

    @BeforeEach
    void start() throws IOException {
        plane = new VaultPlane(folder, new RecoveryLevel(90, false));
        set("s1");
        set("s10");
        plane.owner("POST", "/keys/rsa/create" + V, "{\"kty\":\"RSA\"}");
        plane.askForRoles(true);
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    @Tag("security:S-06")
    void policiesGiveNothingAndComeBackUntouched() {
        VaultPlane.Answer refused = plane.owner("GET", "/secrets/s1" + V);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("Forbidden/ForbiddenByRbac");
        plane.askForRoles(false);
        assertThat(plane.owner("GET", "/secrets/s1" + V).status()).isEqualTo(200);
    }

    @Test
    void theRefusalIsWordForWordTheServices() {
        assertThat(get("alice", "/secrets/S1/0123456789abcdef0123456789abcdef").message())
                .isEqualTo(
                        "Caller is not authorized to perform action on resource.\r\n"
                                + "If role assignments, deny assignments or role definitions were"
                                + " changed recently, please observe propagation time.\r\n"
                                + "Caller: appid="
                                + VaultPlane.CLIENT
                                + ";oid=alice;iss="
                                + VaultPlane.issuer(VaultPlane.TENANT)
                                + "\r\n"
                                + "Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'\r\n"
                                + "Resource: '"
                                + VaultPlane.VAULT_ID
                                + "/secrets/S1'\r\n"
                                + "Assignment: (not found)\r\n"
                                + "DenyAssignmentId: null\r\n"
                                + "DecisionReason: 'DeniedWithNoValidRBAC' \r\n"
                                + "Vault: vault01;location=local\r\n");
    }

    @Test
    @Tag("security:S-06")
    void whatIsNotThereIsRefusedAsWhatIs() {
        assertThat(get("alice", "/secrets/nowhere").code()).isEqualTo("Forbidden/ForbiddenByRbac");
        assertThat(get("alice", "/secrets/no_name").message())
                .contains("Resource: '" + VaultPlane.VAULT_ID + "/secrets/no_name'");
    }

    @Test
    void aRoleAtOneSecretIsForThatSecretAlone() {
        give("alice", SECRETS_OFFICER, "/secrets/s1");
        assertThat(get("alice", "/secrets/s1").status()).isEqualTo(200);
        assertThat(get("alice", "/secrets/S1").status()).isEqualTo(200);
        assertThat(get("alice", "/secrets/s1/versions").status()).isEqualTo(200);
        assertThat(get("alice", "/secrets/s10").status()).isEqualTo(403);
        assertThat(get("alice", "/secrets").status()).isEqualTo(403);
        assertThat(ask("alice", "POST", "/secrets/restore", "{\"value\":\"x\"}").status())
                .isEqualTo(403);
        assertThat(ask("alice", "PUT", "/secrets/s1", "{\"value\":\"y\"}").status()).isEqualTo(200);
        assertThat(ask("alice", "DELETE", "/secrets/s1", null).status()).isEqualTo(200);
        assertThat(get("alice", "/deletedsecrets/s1").status()).isEqualTo(200);
        assertThat(get("alice", "/deletedsecrets/s10").status()).isEqualTo(403);
    }

    @Test
    void aRoleAboveTheVaultHoldsInIt() {
        plane.roles.add(atGroup("alice", SECRETS_USER));
        assertThat(get("alice", "/secrets/s1").status()).isEqualTo(200);
        assertThat(get("alice", "/secrets").status()).isEqualTo(200);
        assertThat(ask("alice", "PUT", "/secrets/s1", "{\"value\":\"y\"}").code())
                .isEqualTo("Forbidden/ForbiddenByRbac");
    }

    @Test
    void aRoleOfAGroupIsItsMembers() {
        give("group", SECRETS_USER, "");
        assertThat(get("member-1", "/secrets/s1").status()).isEqualTo(200);
        assertThat(get("alice", "/secrets/s1").status()).isEqualTo(403);
    }

    @Test
    void readersSeeEverythingButValuesAndUseNothing() {
        give("alice", READER, "");
        assertThat(get("alice", "/secrets").status()).isEqualTo(200);
        assertThat(get("alice", "/secrets/s1").status()).isEqualTo(403);
        assertThat(get("alice", "/keys/rsa").status()).isEqualTo(200);
        String body = "{\"alg\":\"RSA-OAEP\",\"value\":\"AAAA\"}";
        assertThat(ask("alice", "POST", "/keys/rsa/encrypt", body).status()).isEqualTo(403);
        assertThat(ask("alice", "POST", "/keys/rsa/decrypt", body).status()).isEqualTo(403);
    }

    @Test
    @Tag("security:S-08")
    void whatIsTakenAwayIsGoneAtOnce() {
        RoleAssignment given = give("alice", SECRETS_USER, "");
        assertThat(get("alice", "/secrets/s1").status()).isEqualTo(200);
        plane.roles.remove(given);
        assertThat(get("alice", "/secrets/s1").status()).isEqualTo(403);
    }

    @Test
    void headersAndTheAuditRecordNameTheAssignment() {
        RoleAssignment given = give("alice", SECRETS_USER, "");
        VaultPlane.Answer answer = get("alice", "/secrets/s1");
        assertThat(answer.headers())
                .containsEntry("x-ms-keyvault-rbac-assignment-id", given.id().toString())
                .containsEntry(
                        "x-ms-keyvault-rbac-cache",
                        "ra_age=0;da_age=0;rd_age=0;brd_age=0;ra_notif_age=0;dec_lev=0;");
        JsonNode allowed = plane.lastRecord().path("properties");
        assertThat(allowed.path("isRbacAuthorized").asBoolean()).isTrue();
        assertThat(allowed.path("appliedAssignmentId").asText()).isEqualTo(given.id().toString());
        assertThat(allowed.has("isAccessPolicyMatch")).isFalse();

        VaultPlane.Answer refused = get("bob", "/secrets/s1");
        assertThat(refused.headers()).doesNotContainKey("x-ms-keyvault-rbac-assignment-id");
        JsonNode denied = plane.lastRecord().path("properties");
        assertThat(denied.path("isRbacAuthorized").isBoolean()).isTrue();
        assertThat(denied.path("isRbacAuthorized").asBoolean()).isFalse();
        assertThat(denied.has("isAccessPolicyMatch")).isFalse();
    }

    @Test
    void aCompoundEntryAsksForTheOnBehalfOfFlow() {
        plane.askForRoles(false);
        plane.policies(
                List.of(
                        new AccessPolicy(
                                VaultPlane.TENANT,
                                new PrincipalId("user-1"),
                                VaultPlane.CLIENT,
                                VaultPlane.only(Permission.Secret.GET)),
                        new AccessPolicy(
                                VaultPlane.TENANT,
                                new PrincipalId("user-2"),
                                new UUID(9, 9),
                                VaultPlane.only(Permission.Secret.GET)),
                        new AccessPolicy(
                                VaultPlane.TENANT,
                                new PrincipalId("app"),
                                VaultPlane.CLIENT,
                                VaultPlane.only(Permission.Secret.GET))));
        VaultPlane.Answer refused = get("user-1", "/secrets/s1");
        assertThat(refused.code()).isEqualTo("Forbidden/ForbiddenByPolicy");
        assertThat(refused.message()).contains("on-behalf-of").contains("oid=user-1");
        // What the entry doesn't give anyway, what is another client's, and an application's own.
        assertThat(get("user-1", "/secrets").code()).isEqualTo("Forbidden/AccessDenied");
        assertThat(get("user-2", "/secrets/s1").code()).isEqualTo("Forbidden/AccessDenied");
        assertThat(get("app", "/secrets/s1").code()).isEqualTo("Forbidden/AccessDenied");
    }

    private RoleAssignment give(String objectId, String role, String below) {
        return plane.give(objectId, id(role), below);
    }

    private static RoleAssignment atGroup(String objectId, String role) {
        String vault = VaultPlane.VAULT_ID;
        return new RoleAssignment(
                new UUID(8, 8),
                VaultPlane.TENANT,
                ResourceScope.of(vault.substring(0, vault.indexOf("/providers"))),
                id(role),
                new PrincipalId(objectId),
                RoleAssignment.PrincipalType.USER,
                null,
                VaultPlane.START,
                "owner");
    }

    private static UUID id(String role) {
        return BuiltInRoles.all().stream()
                .filter(one -> one.name().equals(role))
                .map(RoleDefinition::id)
                .findFirst()
                .orElseThrow();
    }

    private void set(String name) {
        assertThat(plane.owner("PUT", "/secrets/" + name + V, "{\"value\":\"x\"}").status())
                .isEqualTo(200);
    }

    private VaultPlane.Answer get(String who, String path) {
        return ask(who, "GET", path, null);
    }

    private VaultPlane.Answer ask(String who, String method, String path, @Nullable String body) {
        return plane.ask(who, method, path + V, body, Map.of());
    }
}
