package dev.keyward.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.language.Outcome;
import dev.keyward.language.Session;
import dev.keyward.language.eval.Evaluator;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A session at a terminal: what a person types and sees.
@Timeout(60)
final class TerminalHostTest {
    @TempDir private Path folder;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private TypedTerminal screen;
    private Session session;

    @BeforeEach
    void open() throws Exception {
        screen = new TypedTerminal();
        session =
                Session.create(
                        Catalogue.EMPTY,
                        new TerminalHost(
                                screen.terminal(),
                                new PrintStream(
                                        new TerminalStream(errors), false, StandardCharsets.UTF_8)),
                        new Evaluator.Surround(
                                InstantSource.system(),
                                ZoneOffset.UTC,
                                new SecureRandom(),
                                folder,
                                Map.of("PATH", "/usr/bin:/bin")));
        screen.terminal().handle(Terminal.Signal.INT, _ -> session.cancel());
    }

    @AfterEach
    void close() throws Exception {
        screen.close();
    }

    private CompletableFuture<Outcome> running(String text) {
        return CompletableFuture.supplyAsync(() -> session.run(text, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Read-Host question | question",
                "Read-Host question -AsSecureString | question",
                "Get-Credential | User",
                "Remove-Item x -Confirm | default is",
                "function f { param([Parameter(Mandatory)] $n) }; f | n:",
            })
    void ctrlCAtAQuestionStopsThePipelineAndEverythingBehindIt(String asking, String question)
            throws Exception {
        Files.writeString(folder.resolve("x"), "x");
        var run =
                running(
                        "try { "
                                + asking
                                + "; 'af' + 'ter' } finally { 'clean' + 'ed' }; 'af' + 'ter'");
        screen.await(question);
        screen.type("\u0003");
        Outcome outcome = run.get(20, TimeUnit.SECONDS);
        assertThat(outcome.cancelled()).isTrue();
        assertThat(screen.sent()).contains("cleaned").doesNotContain("after");
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(folder.resolve("x")).exists();
    }

    @Test
    void aSecondCtrlCGetsThrough() throws Exception {
        var run = running("try { Read-Host first } finally { Read-Host second; 'af' + 'ter' }");
        screen.await("first");
        screen.type("\u0003");
        screen.await("second");
        screen.type("\u0003");
        assertThat(run.get(20, TimeUnit.SECONDS).cancelled()).isTrue();
        assertThat(screen.sent()).doesNotContain("after");
    }

    @Test
    void aCtrlCAmongKeysThatAnswerNoQuestionIsHeardAllTheSame() throws Exception {
        screen.interruptAsAKey();
        var run = running("Read-Host question; 'af' + 'ter'");
        assertThat(run.get(20, TimeUnit.SECONDS).cancelled()).isTrue();
        assertThat(screen.sent()).doesNotContain("after");
    }

    @Test
    void keysTypedWhileACommandRunsAnswerNoQuestion() throws Exception {
        Files.writeString(folder.resolve("x"), "x");
        var run =
                running(
                        "'run' + 'ning'; 1..4 | ForEach-Object { Start-Sleep -Milliseconds 50 };"
                                + " Remove-Item x -Confirm; 'name ' + (Read-Host name)");
        screen.await("running");
        screen.type("y\ny\ny");
        screen.await("default is");
        screen.type("n\n");
        screen.await("name:");
        screen.type("me\n");
        assertThat(run.get(20, TimeUnit.SECONDS).cancelled()).isFalse();
        assertThat(folder.resolve("x")).exists();
        assertThat(screen.sent()).contains("name me");
    }

    @Test
    void textMovesNothingOnTheTerminal() throws Exception {
        String evil =
                "[char]27 + ']0;title' + [char]7 + [char]27 + ']52;c;Y2xpcA==' + [char]27 + '\\' + [char]27 + '[2J'"
                        + " + [char]27 + 'Pq#0' + [char]27 + '\\' + [char]0x9b + '2J' + [char]13 + [char]8 + [char]0x202e";
        session.run(
                "$e = "
                        + evil
                        + "; $e; [pscustomobject]@{ Tag = $e }; Write-Host $e;"
                        + " Write-Warning $e; Write-Error $e; throw $e",
                "");
        var run = running("Read-Host ('50% %M ' + $e)");
        screen.await("`e]0;title`a`e]52;c;Y2xpcA==`e\\`e[2J`ePq#0`e\\`u{9b}2J`r`b`u{202e}");
        screen.await("50% %M `e]0;");
        screen.type("\n");
        run.get(20, TimeUnit.SECONDS);
        for (String seen : new String[] {screen.sent(), errors.toString(StandardCharsets.UTF_8)}) {
            assertThat(seen).contains("`e]0;title`a");
            // JLine's own: it moves the cursor while a line is edited
            assertThat(seen)
                    .doesNotContain(
                            "\u001b]", "\u001b[2J", "\u001bP", "\u009b", "\u202e", "\u0007");
        }
    }

    @Test
    void whatIsRedirectedStaysAsItIs() throws Exception {
        session.run("[char]27 + ']0;title' + [char]7 > out.txt", "");
        assertThat(Files.readString(folder.resolve("out.txt"))).isEqualTo("\u001b]0;title\u0007\n");
    }

    @Test
    void coloursPassAndEndWithTheirText() throws Exception {
        assertThat(TerminalText.shown("\u001b[31;1mred\n")).isEqualTo("\u001b[31;1mred\u001b[0m\n");
        assertThat(TerminalText.shown("\u001b[38;5;200mx\u001b[0m"))
                .isEqualTo("\u001b[38;5;200mx\u001b[0m");
        assertThat(TerminalText.shown("\u001b[8mhidden")).isEqualTo("`e[8mhidden");
        assertThat(TerminalText.shown("\u001b[31")).isEqualTo("`e[31");
        assertThat(TerminalText.shown("a\r\nb\tc")).isEqualTo("a\r\nb\tc");
        assertThat(TerminalText.shown("\u001b[" + "0;".repeat(100_000) + "m")).startsWith("`e[0;");
    }

    @Test
    void standardErrorIsJudgedWholeHoweverItIsWritten() throws Exception {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        try (OutputStream out = new TerminalStream(terminal)) {
            for (byte b : "é\u001b]0;t\u0007\n".getBytes(StandardCharsets.UTF_8)) {
                out.write(b);
            }
        }
        assertThat(terminal.toString(StandardCharsets.UTF_8)).isEqualTo("é`e]0;t`a\n");
    }
}
