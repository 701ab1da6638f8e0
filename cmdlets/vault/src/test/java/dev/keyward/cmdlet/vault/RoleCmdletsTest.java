package dev.keyward.cmdlet.vault;

import static dev.keyward.cmdlet.vault.PlainShell.ON;
import static dev.keyward.cmdlet.vault.PlainShell.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.testing.FakeClock;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoleCmdletsTest {
    private static final String SECRETS_USER = "Key Vault Secrets User";
    private static final String SOMEBODY = "3f1e0000-0000-4000-8000-000000000001";

    @TempDir Path folder;

    private PlainShell shell;
    private String vault;

    @BeforeEach
    void open() {
        shell = new PlainShell(folder, new FakeClock(Instant.parse("2026-11-24T12:00:00Z")));
        shell.run("Register-AzureRmResourceProvider", "ProviderNamespace", "Microsoft.KeyVault");
        shell.run("New-ResourceGroup", "Name", "rg", "Location", "local", "Force", ON);
        PsObject made =
                shell.one(
                        "New-AzKeyVault",
                        "Name",
                        "kv-one",
                        "ResourceGroupName",
                        "rg",
                        "Location",
                        "local",
                        "EnableRbacAuthorization",
                        ON);
        assertThat(made.get("EnableRbacAuthorization")).isEqualTo(true);
        vault = String.valueOf(made.get("ResourceId"));
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void whoIsGivenARoleMayUseTheVaultAndWhoLosesItMayNot() {
        assertThat(shell.error("Get-Secret", "VaultName", "kv-one"))
                .contains("Caller is not authorized to perform action on resource.");
        PsObject me = (PsObject) shell.run("Get-User").getFirst();
        String name = String.valueOf(me.get("UserPrincipalName"));
        PsObject given =
                shell.one(
                        "New-AzRoleAssignment",
                        "SignInName",
                        name,
                        "RoleDefinitionName",
                        "key vault secrets user",
                        "ResourceGroupName",
                        "rg",
                        "ResourceType",
                        "Microsoft.KeyVault/vaults",
                        "ResourceName",
                        "kv-one",
                        "Description",
                        "why");
        assertThat(given.get("Scope")).isEqualTo(vault);
        assertThat(given.get("RoleDefinitionName")).isEqualTo(SECRETS_USER);
        assertThat(given.get("SignInName")).isEqualTo(name);
        assertThat(given.get("ObjectType")).isEqualTo("User");
        assertThat(given.get("Description")).isEqualTo("why");
        assertThat(shell.run("Get-Secret", "VaultName", "kv-one")).isEmpty();
        shell.run(
                "Remove-AzureRmRoleAssignment",
                "SignInName",
                name,
                "RoleDefinitionName",
                SECRETS_USER,
                "Scope",
                vault);
        assertThat(shell.error("Get-Secret", "VaultName", "kv-one"))
                .contains("Caller is not authorized");
    }

    @Test
    void assignmentsAreFoundByScopePrincipalAndRole() {
        give("Scope", vault, SECRETS_USER);
        give("ResourceGroupName", "rg", "Reader");
        assertThat(shell.run("Get-RoleAssignment")).hasSize(2);
        assertThat(shell.run("Get-AzRoleAssignment", "Scope", vault)).hasSize(2);
        assertThat(shell.run("Get-AzRoleAssignment", "Scope", vault, "AtScope", ON)).hasSize(1);
        assertThat(shell.run("Get-AzureRmRoleAssignment", "ResourceGroupName", "rg")).hasSize(1);
        assertThat(shell.run("Get-RoleAssignment", "ObjectId", SOMEBODY)).hasSize(2);
        assertThat(
                        shell.run(
                                "Get-RoleAssignment",
                                "ObjectId",
                                SOMEBODY,
                                "RoleDefinitionName",
                                "Reader"))
                .hasSize(1);
        assertThat(shell.run("Get-RoleAssignment", "RoleDefinitionName", "Owner")).isEmpty();
    }

    @Test
    void mistakesAreNamed() {
        give("Scope", vault, SECRETS_USER);
        assertThat(error("Scope", vault, SECRETS_USER))
                .contains("The role assignment already exists.");
        assertThat(error("Scope", vault, "Nobody")).contains("Cannot find role definition");
        assertThat(error("Scope", vault + "0", "Reader")).contains("was not found");
        assertThat(
                        shell.error(
                                "New-RoleAssignment",
                                "SignInName",
                                "nobody@keyward.localhost",
                                "RoleDefinitionName",
                                "Reader"))
                .isEqualTo("Cannot find principal using the specified options.");
        assertThat(
                        shell.error(
                                "Remove-RoleAssignment",
                                "ObjectId",
                                SOMEBODY,
                                "RoleDefinitionName",
                                "Reader"))
                .isEqualTo("The provided information does not map to a role assignment.");
    }

    @Test
    void aVaultIsSwitchedBetweenPoliciesAndRoles() {
        PsObject policies = update(true);
        assertThat(policies.get("EnableRbacAuthorization")).isEqualTo(false);
        assertThat(shell.run("Get-Secret", "VaultName", "kv-one")).isEmpty();
        assertThat(update(false).get("EnableRbacAuthorization")).isEqualTo(true);
    }

    @Test
    void rolesAreListedAndFound() {
        assertThat(shell.run("Get-RoleDefinition")).hasSize(17);
        assertThat(shell.run("Get-AzRoleDefinition", "Custom", ON)).isEmpty();
        PsObject role = shell.one("Get-AzureRmRoleDefinition", "Name", SECRETS_USER);
        assertThat(role.get("IsCustom")).isEqualTo(false);
        assertThat(member(role, "DataActions", String[].class)).hasSize(2);
        assertThat(
                        shell.one(
                                        "Get-RoleDefinition",
                                        "Id",
                                        "4633458b-17de-408a-b874-0445c86b69e6")
                                .get("Name"))
                .isEqualTo(SECRETS_USER);
    }

    private PsObject update(boolean policies) {
        return shell.one(
                "Update-AzKeyVault",
                "VaultName",
                "kv-one",
                "ResourceGroupName",
                "rg",
                "DisableRbacAuthorization",
                policies);
    }

    private void give(String parameter, String scope, String role) {
        shell.run(
                "New-RoleAssignment",
                "ObjectId",
                SOMEBODY,
                "ObjectType",
                "Group",
                "RoleDefinitionName",
                role,
                parameter,
                scope);
    }

    private String error(String parameter, String scope, String role) {
        return shell.error(
                "New-RoleAssignment",
                "ObjectId",
                SOMEBODY,
                "ObjectType",
                "Group",
                "RoleDefinitionName",
                role,
                parameter,
                scope);
    }
}
