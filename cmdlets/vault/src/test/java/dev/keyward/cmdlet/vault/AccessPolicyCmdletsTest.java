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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may do what, through the cmdlets of access policies.
class AccessPolicyCmdletsTest {
    @TempDir Path folder;

    private PlainShell shell;

    @BeforeEach
    void open() {
        shell = new PlainShell(folder, new FakeClock(Instant.parse("2026-11-24T12:00:00Z")));
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    @Tag("seed:S-11")
    void theMakerMayManageKeysButNotUseThemUnderTheOldName() {
        shell.vault("New-AzureRmKeyVault", "Vault01");
        shell.run(
                "Add-AzureKeyVaultKey",
                "VaultName",
                "Vault01",
                "Name",
                "Key01",
                "Destination",
                "Software");
        assertThat(
                        shell.error(
                                "Invoke-KeyOperation",
                                "VaultName",
                                "Vault01",
                                "Name",
                                "Key01",
                                "Operation",
                                "Sign",
                                "Algorithm",
                                "RS256",
                                "ByteArrayValue",
                                new byte[32]))
                .contains("Operation returned an invalid status code 'Forbidden'")
                .contains("does not have keys sign permission on key vault");
    }

    @Test
    void theMakerMayUseKeysAtOnceUnderTheNativeName() {
        shell.vault("New-Vault", "kv-one");
        shell.run("Add-Key", "VaultName", "kv-one", "Name", "box", "Destination", "Software");
        PsObject sealed =
                shell.one(
                        "Invoke-KeyOperation",
                        "VaultName",
                        "kv-one",
                        "Name",
                        "box",
                        "Operation",
                        "Encrypt",
                        "Algorithm",
                        "RSA-OAEP",
                        "ByteArrayValue",
                        new byte[] {1, 2, 3});
        assertThat((byte[]) sealed.get("RawResult")).hasSize(256);
        PsObject opened =
                shell.one(
                        "Invoke-KeyOperation",
                        "VaultName",
                        "kv-one",
                        "Name",
                        "box",
                        "Operation",
                        "Decrypt",
                        "Algorithm",
                        "RSA-OAEP",
                        "ByteArrayValue",
                        member(sealed, "RawResult", byte[].class));
        assertThat((byte[]) opened.get("RawResult")).containsExactly(1, 2, 3);
    }

    @Test
    @Tag("seed:S-13")
    @Tag("seed:S-35")
    @Tag("seed:S-36")
    void aLaterPolicyReplacesTheListsGivenAndKeepsTheOthers() {
        shell.vault("New-Vault", "kv-one");
        String sid = "S-1-5-21-1-2-3-500";
        policy(
                sid,
                "PermissionsToKeys",
                new String[] {"Get", "WRAPKEY"},
                "PermissionsToSecrets",
                new String[] {"get", "list"});
        policy(sid, "PermissionsToSecrets", new String[] {"Get"});
        PsObject entry = entry(sid);
        assertThat(entry.get("PermissionsToKeysStr")).isEqualTo("get, wrapKey");
        assertThat(entry.get("PermissionsToSecretsStr")).isEqualTo("get");
        policy(sid, "PermissionsToKeys", new String[] {}, "PermissionsToSecrets", new String[] {});
        PsObject vault = shell.one("Get-Vault", "VaultName", "kv-one");
        assertThat((Object[]) vault.get("AccessPolicies")).hasSize(1);
    }

    private void policy(String sid, Object... lists) {
        Object[] arguments = new Object[lists.length + 6];
        arguments[0] = "VaultName";
        arguments[1] = "kv-one";
        arguments[2] = "ObjectId";
        arguments[3] = sid;
        arguments[4] = "BypassObjectIdValidation";
        arguments[5] = ON;
        System.arraycopy(lists, 0, arguments, 6, lists.length);
        shell.run("Set-AccessPolicy", arguments);
    }

    private PsObject entry(String objectId) {
        PsObject vault = shell.one("Get-Vault", "VaultName", "kv-one");
        for (Object entry : member(vault, "AccessPolicies", Object[].class)) {
            if (objectId.equals(((PsObject) entry).get("ObjectId"))) {
                return (PsObject) entry;
            }
        }
        throw new AssertionError("no policy of " + objectId);
    }

    @Test
    @Tag("seed:A-5")
    @Tag("seed:A-6")
    @Tag("seed:A-9")
    @Tag("seed:S-29")
    @Tag("seed:S-31")
    void anApplicationIsGivenRightsByItsClientId() {
        shell.vault("New-AzureRmKeyVault", "kv-one");
        PsObject application =
                shell.one(
                        "New-AzureRmADApplication",
                        "DisplayName",
                        "HelloKeyVault",
                        "HomePage",
                        "http://contoso.test",
                        "IdentifierUris",
                        new String[] {"http://contoso.test/hello"},
                        "Password",
                        "a-long-enough-password-1");
        PsObject principal =
                shell.one(
                        "New-AzureRmADServicePrincipal",
                        "ApplicationId",
                        member(application, "ApplicationId", Object.class));
        shell.run(
                "Set-AzureRmKeyVaultAccessPolicy",
                "VaultName",
                "kv-one",
                "ServicePrincipalName",
                member(application, "AppId", Object.class),
                "PermissionsToKeys",
                new String[] {"decrypt", "sign"});
        PsObject entry = entry(String.valueOf(principal.get("Id")));
        assertThat(entry.get("PermissionsToKeysStr")).isEqualTo("decrypt, sign");
        PlainInvocation all =
                shell.invoke(
                        "Set-AzureRmKeyVaultAccessPolicy",
                        "VaultName",
                        "kv-one",
                        "ObjectId",
                        member(principal, "Id", Object.class),
                        "PermissionsToKeys",
                        new String[] {"all"},
                        "PermissionsToSecrets",
                        new String[] {"all"});
        assertThat(all.errors).isEmpty();
        assertThat(all.warnings).hasSize(2);
        PsObject whole = entry(String.valueOf(principal.get("Id")));
        assertThat(whole.get("PermissionsToKeysStr"))
                .asString()
                .contains("sign")
                .doesNotContain("purge");
    }

    @Test
    void mistakesInPoliciesAreNamed() {
        shell.vault("New-Vault", "kv-one");
        assertThat(
                        shell.error(
                                "Set-AccessPolicy",
                                "VaultName",
                                "kv-one",
                                "ObjectId",
                                "3f1e0000-0000-4000-8000-000000000001",
                                "PermissionsToKeys",
                                new String[] {"get"}))
                .startsWith("Cannot find the Active Directory object '3f1e0000");
        assertThat(
                        shell.error(
                                "Set-AccessPolicy",
                                "VaultName",
                                "kv-one",
                                "ObjectId",
                                "x",
                                "PermissionsToKeys",
                                new String[] {"all", "get"}))
                .contains("The list contains \"all\" along with other permissions.");
        assertThat(shell.error("Set-AccessPolicy", "VaultName", "kv-one", "ObjectId", "x"))
                .startsWith("At least one permission should be selected");
        assertThat(
                        shell.error(
                                "Set-AccessPolicy",
                                "VaultName",
                                "nowhere",
                                "ObjectId",
                                "x",
                                "PermissionsToKeys",
                                new String[] {"get"}))
                .isEqualTo("Vault 'nowhere' does not exist in current subscription.");
    }
}
