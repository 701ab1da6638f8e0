package dev.keyward.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.UnattendedHost;
import dev.keyward.cmdlet.vault.Cmdlets;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.connection.Embedded;
import dev.keyward.language.Session;
import dev.keyward.language.eval.Evaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No exception of the implementation reaches a person: every cmdlet with no, wrong and too many
/// arguments says what is wrong as PowerShell does.
final class EveryCmdletTest {
    private static final List<String> VALUES =
            List.of("$null", "''", "x", "-1", "@{ a = $null }", "@($null, 1)", "'[x'");

    private static final int SESSIONS = 2;

    /// They wait or leave on purpose.
    private static final Set<String> NOT_RUN = Set.of("Start-Sleep", "Read-Host", "Pause");

    @TempDir private Path folder;

    /// Sessions beside each other, each with its share of the cmdlets: some lines wait.
    @Test
    void saysWhatIsWrongInPowerShellsShape() throws Exception {
        try (ExecutorService sessions = Executors.newFixedThreadPool(SESSIONS)) {
            List<Callable<List<String>>> shares = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                int share = i;
                shares.add(() -> foundIn(share));
            }
            for (Future<List<String>> found : sessions.invokeAll(shares)) {
                assertThat(found.get()).isEmpty();
            }
        }
    }

    private List<String> foundIn(int share) throws IOException {
        Host host = new Host();
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        Path home = folder.resolve("home" + share);
        Path work = Files.createDirectories(folder.resolve("work" + share));
        List<String> found = new ArrayList<>();
        try (Connections connections =
                        new Connections(() -> Embedded.open(home, clock, random), clock, random);
                ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor()) {
            Session session =
                    Session.create(
                            Cmdlets.all(() -> connections),
                            host,
                            new Evaluator.Surround(
                                    clock,
                                    ZoneOffset.UTC,
                                    random,
                                    work,
                                    Map.of("HOME", work.toString(), "PATH", "")));
            List<String> names = List.copyOf(names(session));
            assertThat(names).hasSizeGreaterThan(100);
            for (int i = share; i < names.size(); i += SESSIONS) {
                String name = names.get(i);
                Files.writeString(work.resolve("x"), "a\nb\nc\n");
                for (String line : lines(session, name)) {
                    ScheduledFuture<?> late = watch.schedule(session::cancel, 1, TimeUnit.SECONDS);
                    session.run(line, "");
                    late.cancel(false);
                    String errors = host.taken();
                    if (errors.contains("failed unexpectedly") || errors.contains("java.")) {
                        found.add(line + "  ->  " + errors.strip());
                    }
                }
            }
        }
        return found;
    }

    private static Set<String> names(Session session) {
        Set<String> names = new TreeSet<>();
        session.commands().names().stream()
                .filter(name -> name.contains("-") && !NOT_RUN.contains(name))
                .forEach(names::add);
        session.services().catalogue().cmdlets().stream()
                .map(Cmdlet::name)
                .filter(n -> !NOT_RUN.contains(n))
                .forEach(names::add);
        return names;
    }

    private static List<String> lines(Session session, String name) {
        List<String> lines = new ArrayList<>();
        lines.add(name);
        lines.add("$null | " + name);
        lines.add("'x' | " + name);
        lines.add("@{} | " + name);
        lines.add(name + " a b c d e f g h i j k l m n");
        lines.add(name + " -NoSuchParameter x");
        for (String value : VALUES) {
            lines.add(name + " " + value);
            lines.add(name + " x " + value);
            lines.add(name + " x y " + value);
        }
        for (Parameter parameter : parameters(session, name)) {
            for (String value : VALUES) {
                lines.add(name + " -" + parameter.name() + ":" + value);
            }
            lines.add(name + " x -" + parameter.name() + ":-1");
            lines.add(name + " x -" + parameter.name() + ":$null");
            lines.add(name + " x -" + parameter.name() + ":x");
        }
        return lines;
    }

    /// Those that every cmdlet has are tried with one of them.
    private static List<Parameter> parameters(Session session, String name) {
        List<Parameter> all = session.commands().parameters(name);
        List<Cmdlet> cmdlets = session.services().catalogue().cmdlets();
        return name.equals("Get-Date")
                ? all
                : cmdlets.stream()
                        .filter(cmdlet -> cmdlet.name().equals(name))
                        .findFirst()
                        .map(cmdlet -> cmdlet.signature().parameters())
                        .orElse(all);
    }

    private static final class Host implements UnattendedHost {
        private final StringBuilder errors = new StringBuilder();

        synchronized String taken() {
            String text = errors.toString();
            errors.setLength(0);
            return text;
        }

        @Override
        public String whyNobodyAnswers() {
            return "Nobody sits here.";
        }

        @Override
        public void out(String text) {}

        @Override
        public synchronized void error(String text) {
            if (errors.length() < 100_000) {
                errors.append(text);
            }
        }

        @Override
        public int width() {
            return 120;
        }
    }
}
