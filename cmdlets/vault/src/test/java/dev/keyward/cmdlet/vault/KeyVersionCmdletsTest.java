package dev.keyward.cmdlet.vault;

import static dev.keyward.cmdlet.vault.PlainShell.ON;
import static dev.keyward.cmdlet.vault.PlainShell.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.testing.FakeClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys and their versions, as the cmdlets show them.
class KeyVersionCmdletsTest {
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
    @Tag("seed:S-15")
    @Tag("seed:S-17")
    @Tag("seed:S-18")
    @Tag("seed:S-21")
    @Tag("seed:S-22")
    void aKeyIsShownWithItsPublicPart() {
        shell.vault("New-AzureRmKeyVault", "Vault01");
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
        shell.vault("New-Vault", "kv-one");
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
}
