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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets through the cmdlets and the vault below them.
class SecretCmdletsTest {
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
    @Tag("seed:S-23")
    @Tag("seed:S-24")
    @Tag("seed:S-26")
    @Tag("seed:S-27")
    void secretsHaveVersions() {
        shell.vault("New-AzureRmKeyVault", "Vault01");
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
        shell.vault("New-Vault", "kv-one");
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
    @Tag("seed:C-11")
    void aDisabledVersionCantBeReadAndOthersCan() {
        shell.vault("New-AzureRmKeyVault", "Vault01");
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
        shell.vault("New-AzKeyVault", "kv-one");
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
        shell.vault("New-Vault", "kv-one");
        shell.vault("New-Vault", "kv-two");
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
    void whatIfSaysItAndDoesNothing() {
        shell.vault("New-Vault", "kv-one");
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
        shell.vault("New-Vault", "kv-one");
        shell.run("Set-Secret", "VaultName", "kv-one", "Name", "s", "SecretValue", secure("v"));
        PlainInvocation asked = shell.invoke("Remove-Secret", "VaultName", "kv-one", "Name", "s");
        assertThat(asked.questions.getLast())
                .isEqualTo("Are you sure you want to remove secret 's'?");
        assertThat(shell.run("Get-Secret", "VaultName", "kv-one")).hasSize(1);
    }

    @Test
    @Tag("security:S-09")
    void errorsHoldNoValues() {
        shell.vault("New-Vault", "kv-one");
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
