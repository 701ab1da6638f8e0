package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The interactive shell as a person sees it: a real pseudo-terminal, kept by tmux.
final class ShellTerminalTest {
    private static final String PROMPT = "KW ";

    @TempDir private Path folder;

    private Terminal terminal;

    @BeforeEach
    void open() throws Exception {
        Terminal.assumeInstalled();
        // The first start of a new build makes its start-up cache and says so; that is over before
        // the terminal opens.
        assertThat(Shell.embedded(folder).command("1").exitCode()).isZero();
        terminal = Terminal.open(folder, Map.of("KEYWARD_HOME", home().toString()));
        terminal.waitFor(PROMPT);
    }

    @AfterEach
    void close() throws Exception {
        if (terminal != null) {
            terminal.close();
        }
    }

    @Test
    void completesCommandsParametersAndLiveNames() throws Exception {
        terminal.type(
                "Register-ResourceProvider -ProviderNamespace Microsoft.KeyVault | Out-Null;"
                        + " New-ResourceGroup -Name g -Location local | Out-Null\n");
        terminal.type(
                "$null = New-Vault -VaultName terminal-vault -ResourceGroupName g -Location local;"
                        + " 'vault' + ' made'\n");
        terminal.waitFor("vault made");
        terminal.type("Get-Resourcep");
        terminal.press("Tab");
        terminal.waitFor("Get-ResourceProvider");
        terminal.press("C-c");
        terminal.type("Get-Secret -VaultN");
        terminal.press("Tab");
        terminal.waitFor("Get-Secret -VaultName");
        terminal.type("term");
        terminal.press("Tab");
        terminal.waitFor("Get-Secret -VaultName terminal-vault");
    }

    @Test
    @Tag("security:S-10")
    void neverStoresALineWithASecret() throws Exception {
        terminal.type("$p = ConvertTo-SecureString 'hunter2canary' -AsPlainText -Force\n");
        terminal.type("'kept' + ' line'\n");
        terminal.waitFor("kept line");
        terminal.type("$password = 'hunter3canary'; 'second' + ' kept'\n");
        terminal.waitFor("second kept");
        terminal.press("Up");
        terminal.waitFor("> 'kept' \\+ ' line'");
        terminal.press("C-c");
        terminal.type("exit\n");
        terminal.waitUntilClosed();
        Path history = home().resolve("history");
        assertThat(Files.readString(history)).contains("'kept' + ' line'").doesNotContain("canary");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
    }

    @Test
    void ctrlCCancelsARunningCommandAndTheShellGoesOn() throws Exception {
        terminal.type("Start-Sleep -Seconds 600\n");
        terminal.waitFor("Start-Sleep -Seconds 600");
        terminal.press("C-c");
        terminal.type("'still' + ' here'\n");
        terminal.waitFor("still here");
        terminal.type("'go' + 'ing'; while ($true) { $i++ }\n");
        terminal.waitFor("(?m)^going");
        terminal.press("C-c");
        terminal.type("'and' + ' here'\n");
        terminal.waitFor("and here");
    }

    @Test
    void anUnfinishedLineIsContinued() throws Exception {
        terminal.type("foreach ($i in 1..2) {\n");
        terminal.waitFor("(?m)^>>");
        terminal.type("\"item $i\" }\n");
        terminal.waitFor("item 2");
    }

    private Path home() {
        return folder.resolve("home");
    }
}
