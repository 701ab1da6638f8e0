package dev.keyward.cmdlet.vault;

import static dev.keyward.cmdlet.vault.PlainShell.ON;
import static dev.keyward.cmdlet.vault.PlainShell.member;
import static dev.keyward.cmdlet.vault.PlainShell.secure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.testing.FakeClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultCmdletsTest {
    private static final String PROVIDER = "Microsoft.KeyVault";

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

    private void vault(String command, String name) {
        shell.run("Register-AzureRmResourceProvider", "ProviderNamespace", PROVIDER);
        shell.run("New-ResourceGroup", "Name", "VaultRG", "Location", "local", "Force", ON);
        shell.run(command, "VaultName", name, "ResourceGroupName", "VaultRG", "Location", "local");
    }

    @Test
    @Tag("seed:S-1")
    @Tag("seed:S-3")
    void aFreshSubscriptionIsNotRegistered() {
        List<Object> rows = shell.run("Get-AzureRmResourceProvider", "ProviderNamespace", PROVIDER);
        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> {
                    PsObject object = (PsObject) row;
                    assertThat(object.get("RegistrationState")).isEqualTo("NotRegistered");
                    assertThat((Object[]) object.get("ResourceTypes")).hasSize(1);
                    assertThat((Object[]) object.get("Locations")).contains("local");
                });
    }

    @Test
    @Tag("seed:S-4")
    void registeringCanBeRepeated() {
        shell.run("Register-AzureRmResourceProvider", "ProviderNamespace", PROVIDER);
        PsObject answer =
                shell.one("Register-AzureRmResourceProvider", "ProviderNamespace", PROVIDER);
        assertThat(answer.get("RegistrationState")).isEqualTo("Registered");
        assertThat(answer.get("ProviderNamespace")).isEqualTo(PROVIDER);
    }

    @Test
    @Tag("seed:S-5")
    void aVaultNeedsTheRegistration() {
        shell.run("New-ResourceGroup", "Name", "VaultRG", "Location", "local", "Force", ON);
        assertThat(
                        shell.error(
                                "New-AzureRmKeyVault",
                                "VaultName",
                                "Vault01",
                                "ResourceGroupName",
                                "VaultRG",
                                "Location",
                                "local"))
                .contains(
                        "The subscription is not registered to use namespace 'Microsoft.KeyVault'");
    }

    @Test
    @Tag("seed:S-6")
    void aResourceGroupIsMadeOrReplaced() {
        PsObject group =
                shell.one(
                        "New-AzureRmResourceGroup",
                        "Name",
                        "VaultRG",
                        "Location",
                        "local",
                        "Force",
                        ON);
        assertThat(group.get("ResourceGroupName")).isEqualTo("VaultRG");
        assertThat(group.get("ProvisioningState")).isEqualTo("Succeeded");
        assertThat(group.get("ResourceId")).asString().endsWith("/resourceGroups/VaultRG");
        shell.run("New-AzureRmResourceGroup", "Name", "VaultRG", "Location", "local", "Force", ON);
    }

    @Test
    @Tag("seed:S-7")
    @Tag("seed:S-8")
    @Tag("seed:S-9")
    void aVaultShowsWhatTheArticleShows() {
        vault("New-AzureRmKeyVault", "Vault01");
        PsObject vault = shell.one("Get-AzureRmKeyVault", "VaultName", "vault01");
        assertThat(vault.get("VaultName")).isEqualTo("Vault01");
        assertThat(vault.get("Sku")).isEqualTo("Standard");
        assertThat(vault.get("VaultUri")).asString().startsWith("https://vault01.vault.local.");
        assertThat(vault.get("EnabledForDeployment")).isEqualTo(false);
        assertThat(vault.get("EnabledForTemplateDeployment")).isEqualTo(false);
        assertThat(vault.get("EnabledForDiskEncryption")).isEqualTo(false);
        assertThat(member(vault, "Tags", PsHashtable.class).size()).isZero();
        assertThat(vault.typeName()).endsWith(".PSVault");
    }

    @Test
    @Tag("seed:S-11")
    void theMakerMayManageKeysButNotUseThemUnderTheOldName() {
        vault("New-AzureRmKeyVault", "Vault01");
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
        vault("New-Vault", "kv-one");
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
    @Tag("seed:S-15")
    @Tag("seed:S-17")
    @Tag("seed:S-18")
    @Tag("seed:S-21")
    @Tag("seed:S-22")
    void aKeyIsShownWithItsPublicPart() {
        vault("New-AzureRmKeyVault", "Vault01");
        shell.run(
                "Add-AzureKeyVaultKey",
                "VaultName",
                "Vault01",
                "Name",
                "Key01",
                "Destination",
                "Software");
        PsObject key = shell.one("Get-AzureKeyVaultKey", "VaultName", "vault01", "Name", "key01");
        assertThat(key.get("Name")).isEqualTo("Key01");
        assertThat(key.get("KeyType")).isEqualTo("RSA");
        assertThat(key.get("KeySize")).isEqualTo(2048);
        assertThat(key.get("Version")).asString().matches("[0-9a-f]{32}");
        assertThat(key.get("Id")).asString().contains(":443/keys/Key01/");
        PsObject jwk = member(key, "Key", PsObject.class);
        assertThat(jwk.get("Kid")).asString().doesNotContain(":443");
        assertThat((String[]) jwk.get("KeyOps"))
                .containsExactly("encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey");
        assertThat(jwk.toString()).startsWith("{\"kid\":\"https://vault01.");
    }

    @Test
    @Tag("seed:S-16")
    @Tag("seed:S-20")
    void aKeyFileBecomesTheNewVersionAndTheOldOneStays() throws Exception {
        vault("New-Vault", "kv-one");
        PsObject first =
                shell.one("Add-Key", "VaultName", "kv-one", "Name", "k", "Destination", "Software");
        var generator = java.security.KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String pem =
                "-----BEGIN PRIVATE KEY-----\n"
                        + java.util.Base64.getMimeEncoder()
                                .encodeToString(
                                        generator.generateKeyPair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n";
        Files.writeString(folder.resolve("k.pem"), pem);
        PsObject second =
                shell.one("Add-Key", "VaultName", "kv-one", "Name", "k", "KeyFilePath", "k.pem");
        assertThat(second.get("Version")).isNotEqualTo(first.get("Version"));
        assertThat(shell.one("Get-Key", "VaultName", "kv-one", "Name", "k").get("Version"))
                .isEqualTo(second.get("Version"));
        assertThat(
                        shell.one(
                                        "Get-Key",
                                        "VaultName",
                                        "kv-one",
                                        "Name",
                                        "k",
                                        "Version",
                                        String.valueOf(first.get("Version")))
                                .get("Version"))
                .isEqualTo(first.get("Version"));
        assertThat(shell.run("Get-Key", "VaultName", "kv-one", "Name", "k", "IncludeVersions", ON))
                .hasSize(2);
    }

    @Test
    @Tag("seed:S-23")
    @Tag("seed:S-24")
    @Tag("seed:S-26")
    @Tag("seed:S-27")
    void secretsHaveVersions() {
        vault("New-AzureRmKeyVault", "Vault01");
        PsObject first =
                shell.one(
                        "Set-AzureKeyVaultSecret",
                        "VaultName",
                        "Vault01",
                        "Name",
                        "SqlPassword",
                        "SecretValue",
                        secure("one"));
        shell.run(
                "Set-AzureKeyVaultSecret",
                "VaultName",
                "Vault01",
                "Name",
                "SqlPassword",
                "SecretValue",
                secure("zwei ü"));
        PsObject current =
                shell.one("Get-AzureKeyVaultSecret", "VaultName", "Vault01", "Name", "SqlPassword");
        assertThat(current.get("SecretValueText")).isEqualTo("zwei ü");
        assertThat(current.get("SecretValue")).isInstanceOf(SecureString.class);
        assertThat(
                        shell.run(
                                "Get-Secret",
                                "VaultName",
                                "Vault01",
                                "Name",
                                "SqlPassword",
                                "Version",
                                String.valueOf(first.get("Version")),
                                "AsPlainText",
                                ON))
                .containsExactly("one");
        assertThat(
                        shell.run(
                                "Get-AzureKeyVaultSecret",
                                "VaultName",
                                "Vault01",
                                "Name",
                                "SqlPassword",
                                "IncludeVersions",
                                ON))
                .hasSize(2)
                .noneSatisfy(it -> assertThat(((PsObject) it).get("SecretValue")).isNotNull());
    }

    @Test
    @Tag("seed:S-25")
    @Tag("seed:S-28")
    void listsShowEverythingButValues() {
        vault("New-Vault", "kv-one");
        shell.run(
                "Set-Secret",
                "VaultName",
                "kv-one",
                "Name",
                "s",
                "SecretValue",
                secure("v"),
                "ContentType",
                "text/plain",
                "Tag",
                new PsHashtable().put("owner", "kim").put("empty", null),
                "Expires",
                DateTime.utc(Instant.parse("2031-05-06T07:08:09Z")));
        PsObject item = shell.one("Get-Secret", "VaultName", "kv-one");
        assertThat(item.has("SecretValue")).isFalse();
        assertThat(item.get("Version")).isNull();
        assertThat(item.get("ContentType")).isEqualTo("text/plain");
        assertThat(item.get("Expires"))
                .isEqualTo(DateTime.utc(Instant.parse("2031-05-06T07:08:09Z")));
        PsHashtable tags = member(item, "Tags", PsHashtable.class);
        assertThat(tags.get("owner")).isEqualTo("kim");
        assertThat(tags.get("empty")).isEqualTo("");
        assertThat(item.get("TagsTable")).asString().contains("owner  kim");
    }

    @Test
    void whatIsntThereIsNothingAndNoError() {
        vault("New-Vault", "kv-one");
        assertThat(shell.run("Get-Secret", "VaultName", "kv-one", "Name", "absent")).isEmpty();
        assertThat(shell.run("Get-Key", "VaultName", "kv-one", "Name", "absent")).isEmpty();
        assertThat(shell.run("Get-Vault", "VaultName", "absent")).isEmpty();
        assertThat(shell.error("Remove-Secret", "VaultName", "kv-one", "Name", "x", "Force", ON))
                .contains("A secret with (name/id) x was not found in this key vault");
        assertThat(shell.error("Get-Secret", "VaultName", "no-such-vault", "Name", "x"))
                .startsWith("No such host is known.");
    }

    @Test
    @Tag("seed:C-11")
    void aDisabledVersionCantBeReadAndOthersCan() {
        vault("New-AzureRmKeyVault", "Vault01");
        PsObject first = set("a");
        PsObject second = set("b");
        shell.run(
                "Set-AzureKeyVaultSecretAttribute",
                "VaultName",
                "Vault01",
                "Name",
                "s",
                "Version",
                String.valueOf(first.get("Version")),
                "Enable",
                false);
        assertThat(
                        shell.error(
                                "Get-AzureKeyVaultSecret",
                                "VaultName",
                                "Vault01",
                                "Name",
                                "s",
                                "Version",
                                String.valueOf(first.get("Version"))))
                .contains("Operation get is not allowed on a disabled secret.");
        PsObject read = shell.one("Get-AzureKeyVaultSecret", "VaultName", "Vault01", "Name", "s");
        assertThat(read.get("Version")).isEqualTo(second.get("Version"));
    }

    private PsObject set(String value) {
        return shell.one(
                "Set-AzureKeyVaultSecret",
                "VaultName",
                "Vault01",
                "Name",
                "s",
                "SecretValue",
                secure(value));
    }

    @Test
    void aDeletedSecretComesBackOrGoesForGood() {
        vault("New-AzKeyVault", "kv-one");
        shell.run("Set-Secret", "VaultName", "kv-one", "Name", "t", "SecretValue", secure("keep"));
        PsObject gone =
                shell.one(
                        "Remove-AzKeyVaultSecret",
                        "VaultName",
                        "kv-one",
                        "Name",
                        "t",
                        "Force",
                        ON,
                        "PassThru",
                        ON);
        assertThat(gone.get("ScheduledPurgeDate"))
                .isEqualTo(DateTime.utc(Instant.parse("2027-02-22T12:00:00Z")));
        assertThat(
                        shell.error(
                                "Set-Secret",
                                "VaultName",
                                "kv-one",
                                "Name",
                                "t",
                                "SecretValue",
                                secure("n")))
                .contains("is currently in a deleted but recoverable state");
        assertThat(shell.run("Get-Secret", "VaultName", "kv-one", "InRemovedState", ON)).hasSize(1);
        shell.run("Undo-SecretRemoval", "InputObject", gone);
        assertThat(shell.run("Get-Secret", "VaultName", "kv-one", "Name", "t", "AsPlainText", ON))
                .containsExactly("keep");
        shell.run("Remove-Secret", "VaultName", "kv-one", "Name", "t", "Force", ON);
        shell.run(
                "Remove-Secret",
                "VaultName",
                "kv-one",
                "Name",
                "t",
                "InRemovedState",
                ON,
                "Force",
                ON);
        assertThat(shell.run("Get-Secret", "VaultName", "kv-one", "InRemovedState", ON)).isEmpty();
    }

    @Test
    void aBackupRestoresIntoAnotherVault() throws Exception {
        vault("New-Vault", "kv-one");
        vault("New-Vault", "kv-two");
        shell.run("Set-Secret", "VaultName", "kv-one", "Name", "s", "SecretValue", secure("v1"));
        Object path =
                shell.run(
                                "Backup-Secret",
                                "VaultName",
                                "kv-one",
                                "Name",
                                "s",
                                "OutputFile",
                                "s.blob")
                        .getFirst();
        assertThat(path).isEqualTo(folder.resolve("s.blob").toString());
        assertThat(
                        new String(
                                Files.readAllBytes(folder.resolve("s.blob")),
                                StandardCharsets.ISO_8859_1))
                .doesNotContain("v1");
        PlainInvocation again =
                shell.invoke(
                        "Backup-Secret",
                        "VaultName",
                        "kv-one",
                        "Name",
                        "s",
                        "OutputFile",
                        "s.blob");
        assertThat(again.output).isEmpty();
        assertThat(again.questions.getLast()).startsWith("Overwrite existing file at '");
        shell.run("Restore-Secret", "VaultName", "kv-two", "InputFile", "s.blob");
        assertThat(shell.run("Get-Secret", "VaultName", "kv-two", "Name", "s", "AsPlainText", ON))
                .containsExactly("v1");
        assertThat(shell.error("Restore-Secret", "VaultName", "kv-two", "InputFile", "no.blob"))
                .contains("Cannot find backup file '");
    }

    @Test
    @Tag("seed:S-13")
    @Tag("seed:S-35")
    @Tag("seed:S-36")
    void aLaterPolicyReplacesTheListsGivenAndKeepsTheOthers() {
        vault("New-Vault", "kv-one");
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
        vault("New-AzureRmKeyVault", "kv-one");
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
        vault("New-Vault", "kv-one");
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

    @Test
    @Tag("seed:C-1")
    void switchesOfAVaultTurnOnAndOff() {
        vault("New-Vault", "kv-one");
        shell.run("Set-AccessPolicy", "VaultName", "kv-one", "EnabledForDeployment", ON);
        assertThat(shell.one("Get-Vault", "VaultName", "kv-one").get("EnabledForDeployment"))
                .isEqualTo(true);
        shell.run("Remove-AccessPolicy", "VaultName", "kv-one", "EnabledForDeployment", ON);
        assertThat(shell.one("Get-Vault", "VaultName", "kv-one").get("EnabledForDeployment"))
                .isEqualTo(false);
    }

    @Test
    void aDeletedVaultComesBackWithItsContent() {
        vault("New-Vault", "kv-one");
        shell.run("Set-Secret", "VaultName", "kv-one", "Name", "s", "SecretValue", secure("v"));
        shell.run("Remove-Vault", "VaultName", "kv-one", "Force", ON);
        assertThat(shell.run("Get-Vault")).isEmpty();
        PsObject deleted =
                shell.one(
                        "Get-Vault",
                        "VaultName",
                        "kv-one",
                        "Location",
                        "local",
                        "InRemovedState",
                        ON);
        shell.run("Undo-VaultRemoval", "InputObject", deleted);
        assertThat(shell.run("Get-Secret", "VaultName", "kv-one", "Name", "s", "AsPlainText", ON))
                .containsExactly("v");
    }

    @Test
    void namesOfVaultsAreChecked() {
        vault("New-Vault", "kv-one");
        assertThat(shell.one("Test-VaultName", "Name", "kv-one").get("NameAvailable"))
                .isEqualTo(false);
        assertThat(shell.one("Test-VaultName", "Name", "kv-two").get("NameAvailable"))
                .isEqualTo(true);
        assertThat(
                        shell.error(
                                "New-Vault",
                                "Name",
                                "kv-one",
                                "ResourceGroupName",
                                "VaultRG",
                                "Location",
                                "local"))
                .isEqualTo("The specified vault already exists.");
    }

    @Test
    void whatIfSaysItAndDoesNothing() {
        vault("New-Vault", "kv-one");
        PlainInvocation tried =
                shell.invoke(
                        "Set-Secret",
                        "VaultName",
                        "kv-one",
                        "Name",
                        "s",
                        "SecretValue",
                        secure("v"),
                        "WhatIf",
                        ON);
        assertThat(tried.questions)
                .containsExactly("Performing the operation \"Set secret\" on target \"s\".");
        assertThat(shell.run("Get-Secret", "VaultName", "kv-one")).isEmpty();
    }

    @Test
    void removingAsksUnlessForced() {
        vault("New-Vault", "kv-one");
        shell.run("Set-Secret", "VaultName", "kv-one", "Name", "s", "SecretValue", secure("v"));
        PlainInvocation asked = shell.invoke("Remove-Secret", "VaultName", "kv-one", "Name", "s");
        assertThat(asked.questions.getLast())
                .isEqualTo("Are you sure you want to remove secret 's'?");
        assertThat(shell.run("Get-Secret", "VaultName", "kv-one")).hasSize(1);
    }

    @Test
    @Tag("seed:I-26")
    void theAuditLogTellsWhoUsedAKey() {
        vault("New-Vault", "kv-one");
        shell.run("Add-Key", "VaultName", "kv-one", "Name", "k", "Destination", "Software");
        shell.run(
                "Invoke-KeyOperation",
                "VaultName",
                "kv-one",
                "Name",
                "k",
                "Operation",
                "Sign",
                "Algorithm",
                "RS256",
                "ByteArrayValue",
                new byte[32]);
        PsObject entry = shell.one("Get-AuditLog", "VaultName", "kv-one", "Operation", "KeySign");
        assertThat(entry.get("HttpStatusCode")).isEqualTo(200);
        assertThat(entry.get("Id")).asString().contains("/keys/k");
        assertThat(entry.get("Caller")).asString().isNotEmpty();
        assertThat(shell.run("Test-AuditLog", "Quiet", ON)).containsExactly(true);
    }

    @Test
    @Tag("security:S-09")
    void errorsHoldNoValues() {
        vault("New-Vault", "kv-one");
        PlainInvocation refused =
                shell.invoke(
                        "Set-Secret",
                        "VaultName",
                        "kv-one",
                        "Name",
                        "bad_name",
                        "SecretValue",
                        secure("canary-7f3a"));
        assertThat(refused.errors).hasSize(1);
        ErrorRecord error = refused.errors.getFirst();
        assertThat(error.toString() + error.exception()).doesNotContain("canary-7f3a");
    }
}
