package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Event subscriptions where the server may call nobody, as embedded; EventCommandsTest of the
/// examples has one that may.
class EventCmdletsTest {
    @TempDir Path folder;

    private CertificateShell shell;

    @BeforeEach
    void open() {
        shell = new CertificateShell(folder);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void aHostThatTheSettingsDontNameIsRefused() {
        assertThat(shell.run("New-EventSubscription demo watch https://hooks.example.org/vault"))
                .contains("hooks.example.org");
        assertThat(shell.run("New-EventSubscription demo watch http://hooks.example.org/vault"))
                .contains("an https URL");
        assertThat(shell.run("New-EventSubscription none watch https://hooks.example.org/vault"))
                .contains("Vault 'none' does not exist in current subscription.");
        assertThat(shell.run("@(Get-Vault demo | Get-EventSubscription).Count")).isEqualTo("0");
        assertThat(shell.run("$null -eq (Get-EventSubscription demo watch)")).isEqualTo("True");
    }
}
