package dev.keyward.cmdlet.vault;

import static dev.keyward.cmdlet.vault.PlainShell.ON;
import static dev.keyward.cmdlet.vault.PlainShell.member;
import static dev.keyward.cmdlet.vault.PlainShell.secure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.testing.FakeClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Subscriptions, groups and vaults through the cmdlets and the engine below them.
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
        shell.vault("New-AzureRmKeyVault", "Vault01");
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
    void whatIsntThereIsNothingAndNoError() {
        shell.vault("New-Vault", "kv-one");
        assertThat(shell.run("Get-Secret", "VaultName", "kv-one", "Name", "absent")).isEmpty();
        assertThat(shell.run("Get-Key", "VaultName", "kv-one", "Name", "absent")).isEmpty();
        assertThat(shell.run("Get-Vault", "VaultName", "absent")).isEmpty();
        assertThat(shell.error("Remove-Secret", "VaultName", "kv-one", "Name", "x", "Force", ON))
                .contains("A secret with (name/id) x was not found in this key vault");
        assertThat(shell.error("Get-Secret", "VaultName", "no-such-vault", "Name", "x"))
                .startsWith("No such host is known.");
    }

    @Test
    @Tag("seed:C-1")
    void switchesOfAVaultTurnOnAndOff() {
        shell.vault("New-Vault", "kv-one");
        shell.run("Set-AccessPolicy", "VaultName", "kv-one", "EnabledForDeployment", ON);
        assertThat(shell.one("Get-Vault", "VaultName", "kv-one").get("EnabledForDeployment"))
                .isEqualTo(true);
        shell.run("Remove-AccessPolicy", "VaultName", "kv-one", "EnabledForDeployment", ON);
        assertThat(shell.one("Get-Vault", "VaultName", "kv-one").get("EnabledForDeployment"))
                .isEqualTo(false);
    }

    @Test
    void aDeletedVaultComesBackWithItsContent() {
        shell.vault("New-Vault", "kv-one");
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
        shell.vault("New-Vault", "kv-one");
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
    @Tag("seed:I-26")
    void theAuditLogTellsWhoUsedAKey() {
        shell.vault("New-Vault", "kv-one");
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
}
