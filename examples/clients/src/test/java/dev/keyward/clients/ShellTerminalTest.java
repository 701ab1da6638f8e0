package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The interactive shell as a person sees it: a real pseudo-terminal, kept by tmux.
final class ShellTerminalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PROMPT = "KW ";

    @TempDir private Path folder;

    private String socket = "";
    private List<ProcessHandle> shells = List.of();

    @BeforeEach
    void open() throws Exception {
        assumeTrue(
                Commands.exists("tmux"),
                "tmux isn't installed: the shell isn't driven through a terminal");
        socket = folder.resolve("tmux").toString();
        // The first start of a new build makes its start-up cache and says so; that is over before
        // the terminal opens.
        assertThat(Shell.embedded(folder).command("1").exitCode()).isZero();
        tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                "160",
                "-y",
                "50",
                "-e",
                "KEYWARD_HOME=" + home(),
                DevServer.launcher());
        String pid =
                Commands.run(
                                folder,
                                Map.of(),
                                "tmux",
                                "-S",
                                socket,
                                "display-message",
                                "-p",
                                "#{pane_pid}")
                        .out()
                        .strip();
        shells = ProcessHandle.of(Long.parseLong(pid)).stream().toList();
        waitFor(PROMPT);
    }

    @AfterEach
    void close() throws Exception {
        if (!socket.isEmpty()) {
            Commands.run(folder, Map.of(), "tmux", "-S", socket, "kill-server");
            // It hears the terminal go and closes its engine; the folder is its until then.
            for (ProcessHandle shell : shells) {
                shell.onExit().orTimeout(20, TimeUnit.SECONDS).join();
            }
        }
    }

    @Test
    void completesCommandsParametersAndLiveNames() throws Exception {
        type(
                "Register-ResourceProvider -ProviderNamespace Microsoft.KeyVault | Out-Null; New-ResourceGroup -Name g -Location local | Out-Null\n");
        type(
                "$null = New-Vault -VaultName terminal-vault -ResourceGroupName g -Location local; 'vault' + ' made'\n");
        waitFor("vault made");
        type("Get-Resourcep");
        press("Tab");
        waitFor("Get-ResourceProvider");
        press("C-c");
        type("Get-Secret -VaultN");
        press("Tab");
        waitFor("Get-Secret -VaultName");
        type("term");
        press("Tab");
        waitFor("Get-Secret -VaultName terminal-vault");
    }

    @Test
    @Tag("security:S-10")
    void neverStoresALineWithASecret() throws Exception {
        type("$p = ConvertTo-SecureString 'hunter2canary' -AsPlainText -Force\n");
        type("'kept' + ' line'\n");
        waitFor("kept line");
        type("$password = 'hunter3canary'; 'second' + ' kept'\n");
        waitFor("second kept");
        press("Up");
        waitFor("> 'kept' \\+ ' line'");
        press("C-c");
        type("exit\n");
        waitUntilClosed();
        Path history = home().resolve("history");
        assertThat(Files.readString(history)).contains("'kept' + ' line'").doesNotContain("canary");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
    }

    @Test
    void ctrlCCancelsARunningCommandAndTheShellGoesOn() throws Exception {
        // Pressed before the command begins, it would be a key of the line that is being read.
        type("'sleep' + 'ing'; Start-Sleep -Seconds 600\n");
        waitFor("(?m)^sleeping");
        press("C-c");
        type("'still' + ' here'\n");
        waitFor("still here");
        type("'go' + 'ing'; while ($true) { $i++ }\n");
        waitFor("(?m)^going");
        press("C-c");
        type("'and' + ' here'\n");
        waitFor("and here");
    }

    @Test
    void anUnfinishedLineIsContinued() throws Exception {
        type("foreach ($i in 1..2) {\n");
        waitFor("(?m)^>>");
        type("\"item $i\" }\n");
        waitFor("item 2");
    }

    private Path home() {
        return folder.resolve("home");
    }

    private void type(String text) throws Exception {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        tmux("send-keys", "-t", "0", "-l", line);
        if (text.endsWith("\n")) {
            press("Enter");
        }
    }

    private void press(String key) throws Exception {
        tmux("send-keys", "-t", "0", key);
    }

    private void waitFor(String pattern) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String screen = "";
        while (System.nanoTime() < end) {
            screen =
                    Commands.run(
                                    folder,
                                    Map.of(),
                                    "tmux",
                                    "-S",
                                    socket,
                                    "capture-pane",
                                    "-p",
                                    "-t",
                                    "0")
                            .out();
            if (java.util.regex.Pattern.compile(pattern).matcher(screen).find()) {
                return;
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("not seen in " + PATIENCE + ": " + pattern + "\n" + screen);
    }

    private void waitUntilClosed() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (Commands.run(folder, Map.of(), "tmux", "-S", socket, "has-session").exitCode()
                    != 0) {
                return;
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("the shell didn't leave");
    }

    private void tmux(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-S", socket));
        command.addAll(List.of(arguments));
        Commands result = Commands.run(folder, Map.of(), command.toArray(String[]::new));
        assertThat(result.exitCode()).as(String.join(" ", command) + result.error()).isZero();
    }
}
