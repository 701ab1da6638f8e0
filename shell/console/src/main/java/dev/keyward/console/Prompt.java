package dev.keyward.console;

import dev.keyward.language.Outcome;
import dev.keyward.language.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp;
import org.jspecify.annotations.Nullable;

/// The interactive loop: read a whole program (more lines while it breaks off), run it, again.
/// Ctrl+C at the prompt drops the line, while a command runs it cancels the command; Ctrl+D on an
/// empty line leaves.
final class Prompt {
    private static final int HISTORY_LINES = 4096;
    private static final String NOTHING = "nothing";
    private static final Set<String> SURPRISES =
            Set.of(LineReader.ACCEPT_AND_HOLD, LineReader.ACCEPT_AND_INFER_NEXT_HISTORY);

    private final Terminal terminal;
    private final Session session;
    private final LineReader reader;
    private final String version;

    Prompt(Terminal terminal, Session session, Path home, String version) throws IOException {
        this.terminal = terminal;
        this.session = session;
        this.version = version;
        this.reader =
                LineReaderBuilder.builder()
                        .appName("keyward")
                        .terminal(terminal)
                        .parser(new LineSyntax())
                        .highlighter(new ShellHighlighter(name -> session.commands().isKnown(name)))
                        .completer(
                                new ShellCompleter(
                                        session.services(),
                                        () -> session.commands().names(),
                                        session::variableNames))
                        .history(new SafeHistory(session::mayBeStored))
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.CASE_INSENSITIVE, true)
                        .option(LineReader.Option.AUTO_MENU_LIST, true)
                        .option(LineReader.Option.HISTORY_IGNORE_DUPS, true)
                        .option(LineReader.Option.HISTORY_INCREMENTAL, true)
                        .variable(LineReader.HISTORY_SIZE, HISTORY_LINES)
                        .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_LINES)
                        .variable(LineReader.HISTORY_FILE, historyFile(home))
                        .variable(LineReader.SECONDARY_PROMPT_PATTERN, ">> ")
                        .build();
        onlyExpectedKeysRun(reader);
        InterruptKey.isASignal(reader);
        // From the key that takes the line in, Ctrl+C is for what the line runs.
        reader.getWidgets()
                .put(
                        LineReader.CALLBACK_FINISH,
                        () -> {
                            session.expectRun();
                            return true;
                        });
        // Up and Down search for lines that begin as this one does, as PSReadLine is commonly set.
        var keys = reader.getKeyMaps().get(LineReader.MAIN);
        if (keys != null) {
            bind(keys, InfoCmp.Capability.key_up, LineReader.UP_LINE_OR_SEARCH);
            bind(keys, InfoCmp.Capability.key_down, LineReader.DOWN_LINE_OR_SEARCH);
        }
    }

    /// Takes the keys that run a line in other shells and do something else in PowerShell, such as
    /// Alt-a, and lets them do nothing.
    static void onlyExpectedKeysRun(LineReader reader) {
        reader.getWidgets().put(NOTHING, () -> true);
        for (KeyMap<Binding> keys : reader.getKeyMaps().values()) {
            keys.getBoundKeys()
                    .forEach((key, bound) -> {
                        if (bound instanceof Reference it && SURPRISES.contains(it.name())) {
                            keys.bind(new Reference(NOTHING), key);
                        }
                    });
        }
    }

    private void bind(KeyMap<Binding> keys, InfoCmp.Capability key, String widget) {
        String sequence = KeyMap.key(terminal, key);
        if (sequence != null) {
            keys.bind(new Reference(widget), sequence);
        }
    }

    /// Mode 0600 in a folder of mode 0700, made before anything is written.
    private static Path historyFile(Path home) throws IOException {
        if (!Files.exists(home)) {
            Files.createDirectories(
                    home,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        Path file = home.resolve("history");
        if (!Files.exists(file)) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        return file;
    }

    /// @param first run before the first prompt, or null
    /// @return the process's exit code
    int run(@Nullable String first) {
        terminal.writer()
                .println(
                        "Keyward "
                                + version
                                + "  (Get-Command lists commands, Get-Help NAME explains one, exit leaves)");
        terminal.flush();
        if (first != null) {
            session.expectRun();
        }
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, _ -> session.cancel());
        try {
            if (first != null) {
                Outcome outcome = session.run(first, "");
                if (outcome.exited()) {
                    return outcome.exitCode();
                }
            }
            return loop();
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
        }
    }

    private int loop() {
        while (true) {
            String line;
            try {
                line = reader.readLine(TerminalText.prompt("KW " + shortLocation() + "> "));
            } catch (UserInterruptException e) {
                continue;
            } catch (EndOfFileException e) {
                return 0;
            }
            if (line.isBlank()) {
                continue;
            }
            if (Thread.interrupted()) {
                // How the reader tells of a Ctrl+C that came after the line was taken in.
                session.cancel();
            }
            Outcome outcome = session.runLine(line);
            terminal.flush();
            if (outcome.exited()) {
                return outcome.exitCode();
            }
            if (outcome.cancelled()) {
                terminal.writer().println("^C");
                terminal.flush();
            }
        }
    }

    private String shortLocation() {
        Path location = session.services().location();
        Path home = Path.of(System.getProperty("user.home"));
        return location.startsWith(home) && !location.equals(home)
                ? "~/" + home.relativize(location)
                : location.toString();
    }
}
