package dev.keyward.console;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.vault.Cmdlets;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.connection.Embedded;
import dev.keyward.console.CommandLine.Mode;
import dev.keyward.language.Outcome;
import dev.keyward.language.Session;
import dev.keyward.language.eval.Evaluator;
import dev.keyward.script.InvokeJava;
import dev.keyward.script.JavaCells;
import dev.keyward.script.OtherEngines;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/// The admin shell: puts the graph together, then runs the prompt, a script, a command or standard
/// input.
public final class Main {
    private final PrintStream out = TerminalStream.of(FileDescriptor.out);
    private final PrintStream error = TerminalStream.of(FileDescriptor.err);
    private final CommandLine line;
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final Path home = home(System.getenv());
    private final Profiles profiles = new Profiles(installation(), home);
    private final Connections connections = new Connections(this::embedded, clock, random);

    private Main(CommandLine line) {
        this.line = line;
    }

    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.US);
        int code;
        Main main = new Main(CommandLine.parse(List.of(arguments)));
        ShellLog.to(main.home);
        try (Connections _ = main.connections) {
            code = main.run();
        }
        // Halts threads of libraries that would keep the process alive.
        System.exit(code);
    }

    static Path home(Map<String, String> environment) {
        String home = environment.getOrDefault("KEYWARD_HOME", "");
        return home.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".keyward")
                : Path.of(home).toAbsolutePath();
    }

    private Embedded embedded() {
        String reason = line.acceptRollback();
        return reason == null
                ? Embedded.open(home, random)
                : Embedded.openRestored(home, random, reason);
    }

    private int run() throws IOException {
        return switch (line.mode()) {
            case Mode.Version _ -> {
                out.println("Keyward " + version());
                out.flush();
                yield 0;
            }
            case Mode.Help _ -> {
                out.print(Usage.TEXT);
                out.flush();
                yield 0;
            }
            case Mode.Wrong it -> {
                error.println("keyward: " + it.message());
                error.flush();
                yield 64;
            }
            case Mode.Prompt _ -> interactive() ? prompt(null) : standardInput();
            case Mode.StandardInput _ -> standardInput();
            case Mode.Command it ->
                    line.noExit() && interactive() ? prompt(it.text()) : command(it.text());
            case Mode.File it -> file(it);
        };
    }

    // There is none where jdk.console=java.base is set.
    @SuppressWarnings("SystemConsoleNull")
    private boolean interactive() {
        return !line.nonInteractive() && System.console() != null && System.console().isTerminal();
    }

    private int prompt(@Nullable String first) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            HostIo host = new TerminalHost(terminal, error);
            Session session = session(host);
            Prompt prompt = new Prompt(terminal, session, home, version());
            profiles(session);
            return prompt.run(first);
        }
    }

    private int standardInput() throws IOException {
        return command(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
    }

    private int command(String text) {
        Session session = session(host());
        profiles(session);
        endOnInterrupt(session);
        Outcome outcome = session.run(text, "");
        return outcome.exited() || outcome.error() != null || outcome.cancelled()
                ? outcome.exitCode()
                : outcome.successful() ? 0 : 1;
    }

    private int file(Mode.File file) throws IOException {
        if (file.path().equals("-")) {
            return standardInput();
        }
        Path path = Path.of(file.path()).toAbsolutePath();
        HostIo host = host();
        if (!Files.isRegularFile(path)) {
            host.error(
                    "The argument '"
                            + file.path()
                            + "' is not recognized as the name of a script file. Check the spelling of the name, or if a path was included,"
                            + " verify that the path is correct and try again.\n");
            return 64;
        }
        String name = path.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        Session session = session(host);
        profiles(session);
        return switch (extension) {
            case "jsh", "java" -> java(path, file.arguments(), session, host);
            case "ps1" -> script(session, path, file.arguments());
            default ->
                    name.contains(".")
                            ? new OtherEngines(home.resolve("engines"))
                                    .run(path, file.arguments(), session, host)
                            : script(session, path, file.arguments());
        };
    }

    private static int script(Session session, Path path, List<String> arguments) {
        endOnInterrupt(session);
        return session.runFile(path, arguments).exitCode();
    }

    /// Ctrl+C stops the program and runs its `finally` blocks; once more, it ends this process.
    private static void endOnInterrupt(Session session) {
        AtomicBoolean once = new AtomicBoolean();
        session.expectRun();
        Signals.register(
                "INT",
                () -> {
                    if (once.getAndSet(true)) {
                        System.exit(Outcome.INTERRUPTED);
                    }
                    session.cancel();
                });
    }

    private int java(Path path, List<String> arguments, Session session, HostIo host)
            throws IOException {
        session.variable("args", arguments.toArray(String[]::new));
        try (JavaCells cells = new JavaCells(session, out, error)) {
            cells.run(Files.readString(path));
            out.flush();
            return 0;
        } catch (JavaCells.CellFailed e) {
            out.flush();
            host.error(path + ": " + e.getMessage() + "\n");
            return 1;
        }
    }

    private HostIo host() {
        return new PlainHost(out, error);
    }

    private Session session(HostIo host) {
        AtomicReference<@Nullable Session> made = new AtomicReference<>();
        AtomicReference<@Nullable JavaCells> cells = new AtomicReference<>();
        InvokeJava invokeJava =
                new InvokeJava(() ->
                        cells.updateAndGet(open ->
                                open != null
                                        ? open
                                        : new JavaCells(
                                                Objects.requireNonNull(made.get()), out, error)));
        Catalogue all =
                Cmdlets.all(() -> connections).and(new Catalogue(List.of(invokeJava), List.of()));
        Path folder =
                line.workingDirectory().isEmpty() ? Path.of("") : Path.of(line.workingDirectory());
        Session session =
                Session.create(
                        all,
                        host,
                        new Evaluator.Surround(
                                clock,
                                ZoneId.systemDefault(),
                                random,
                                folder.toAbsolutePath(),
                                System.getenv()));
        made.set(session);
        profiles.define(session);
        return session;
    }

    private void profiles(Session session) {
        if (!line.noProfile()) {
            profiles.run(session);
        }
    }

    private static @Nullable Path installation() {
        String root = System.getProperty("keyward.root", "");
        return root.isEmpty() ? null : Path.of(root, "shell");
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
