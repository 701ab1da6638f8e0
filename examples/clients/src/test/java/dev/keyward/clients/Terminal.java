package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// `bin/keyward` in a real pseudo-terminal, kept by tmux.
final class Terminal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final String socket;
    private List<ProcessHandle> shells = List.of();

    private Terminal(Path folder) {
        this.folder = folder;
        this.socket = folder.resolve("tmux").toString();
    }

    static void assumeInstalled() throws Exception {
        assumeTrue(
                Commands.exists("tmux"),
                "tmux isn't installed: the shell isn't driven through a terminal");
    }

    /// @param environment what the shell has beside the environment of this process
    static Terminal open(Path folder, Map<String, String> environment) throws Exception {
        Terminal terminal = new Terminal(folder);
        terminal.start(environment);
        return terminal;
    }

    private void start(Map<String, String> environment) throws Exception {
        List<String> session =
                new ArrayList<>(
                        List.of("-f", "/dev/null", "new-session", "-d", "-x", "160", "-y", "50"));
        environment.forEach((name, value) -> session.addAll(List.of("-e", name + "=" + value)));
        session.add(DevServer.launcher());
        tmux(session.toArray(String[]::new));
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
    }

    @Override
    public void close() throws IOException {
        try {
            Commands.run(folder, Map.of(), "tmux", "-S", socket, "kill-server");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        // It hears the terminal go and closes its engine; the folder is its until then.
        for (ProcessHandle shell : shells) {
            shell.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    void type(String text) throws Exception {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        tmux("send-keys", "-t", "0", "-l", line);
        if (text.endsWith("\n")) {
            press("Enter");
        }
    }

    void press(String key) throws Exception {
        tmux("send-keys", "-t", "0", key);
    }

    void waitFor(String pattern) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String screen = "";
        while (System.nanoTime() < end) {
            screen = screen();
            if (Pattern.compile(pattern).matcher(screen).find()) {
                return;
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("not seen in " + PATIENCE + ": " + pattern + "\n" + screen);
    }

    String screen() throws Exception {
        return Commands.run(folder, Map.of(), "tmux", "-S", socket, "capture-pane", "-p", "-t", "0")
                .out();
    }

    void waitUntilClosed() throws Exception {
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
