package dev.keyward.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.language.eval.Evaluator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ctrl+C at a question, and while a program of the system runs: the pipeline ends, and everything
/// behind it.
@Timeout(60)
final class StoppedQuestionsTest {
    @TempDir private Path folder;
    private final StoppingHost host = new StoppingHost();
    private Session session = session(Path.of("/"));

    @BeforeEach
    void open() throws Exception {
        session = session(folder);
        Files.writeString(folder.resolve("x"), "x");
    }

    private Session session(Path in) {
        return Session.create(
                Catalogue.EMPTY,
                host,
                new Evaluator.Surround(
                        InstantSource.system(),
                        ZoneOffset.UTC,
                        new SecureRandom(),
                        in,
                        Map.of("PATH", "/usr/bin:/bin")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Read-Host q",
                "Read-Host q -AsSecureString",
                "Get-Credential",
                "Remove-Item x -Confirm",
                "Clear-Content",
                "function f { param([Parameter(Mandatory)] $n) }; f",
                "function f { param([Parameter(Mandatory)] $n) $n }; 1, 2 | ForEach-Object { f }",
                "$a = Read-Host q",
                "if (Read-Host q) { 'yes' } else { 'no' }",
                "try { Read-Host q } catch { 'caught' }",
                "trap { 'trapped' } Read-Host q",
                "Read-Host q -ErrorAction SilentlyContinue",
                "1, 2 | ForEach-Object { Read-Host q }",
                "$ErrorActionPreference = 'SilentlyContinue'; [void](Read-Host q)",
            })
    void stopsThePipelineAndEverythingBehindIt(String asking) throws Exception {
        assertStops(asking + "; 'after'");
        Files.writeString(folder.resolve("s.ps1"), asking + "\n'after'\n");
        assertStops("./s.ps1; 'after'");
        assertStops("& { " + asking + " }; 'after'");
        assertThat(folder.resolve("x")).exists();
        session.run("'alive'", "");
        assertThat(host.taken()).contains("alive");
    }

    private void assertStops(String text) {
        Outcome outcome = session.run(text, "");
        assertThat(outcome.cancelled()).as(text).isTrue();
        assertThat(outcome.exitCode()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(host.taken()).as(text).doesNotContain("after", "caught", "trapped", "failed");
    }

    @Test
    void finallyRunsToItsEnd() {
        Outcome outcome =
                session.run(
                        "try { Read-Host q } finally { Start-Sleep -Milliseconds 20; $done = 1; 'cleaned' }; 'after'",
                        "");
        assertThat(outcome.cancelled()).isTrue();
        assertThat(session.variable("done")).isEqualTo(1);
        assertThat(host.taken()).contains("cleaned").doesNotContain("after");
    }

    @Test
    void aSecondOneStopsFinallyToo() {
        Outcome outcome =
                session.run(
                        "try { Read-Host q } finally { $begun = 1; Read-Host again; $done = 1 }; 'after'",
                        "");
        assertThat(outcome.cancelled()).isTrue();
        assertThat(session.variable("begun")).isEqualTo(1);
        assertThat(session.variable("done")).isNull();
        assertThat(host.taken()).doesNotContain("after");
    }

    @Test
    void finallyMayWaitAfterASleepWasStoppedAndASecondOneStopsItAtOnce() throws Exception {
        CompletableFuture<Outcome> run =
                CompletableFuture.supplyAsync(() ->
                        session.run(
                                "try { 'one' | Out-Host; Start-Sleep 60 } finally {"
                                        + " Start-Sleep -Milliseconds 200; sleep 0.2; $waited = 1;"
                                        + " 'two' | Out-Host; Start-Sleep 60; $done = 1 }; 'after'",
                                ""));
        host.await("one");
        session.cancel();
        host.await("two");
        assertThat(session.variable("waited")).isEqualTo(1);
        session.cancel();
        assertThat(run.get(20, TimeUnit.SECONDS).cancelled()).isTrue();
        assertThat(session.variable("done")).isNull();
        assertThat(host.taken()).doesNotContain("after");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sh -c 'exit 130'",
                "env --default-signal=INT sh -c 'kill -INT $$'",
                "'x' | sh -c 'exit 130'",
                "sh -c 'exit 130' | ForEach-Object { $_ }",
            })
    void aProgramThatItInterruptedStopsWhatStandsBehind(String program) {
        assertStops(program + "; 'after'");
        assertStops(program + " || 'after'");
        assertThat(session.variable("LASTEXITCODE")).isEqualTo(130);
    }

    @Test
    void whereNobodySitsAtATerminalTheExitCodeAloneStopsNothing() {
        host.interactive = false;
        assertThat(session.run("sh -c 'exit 130'; 'after'", "").cancelled()).isFalse();
        assertThat(host.taken()).contains("after");
    }

    /// A host whose person answers every question with Ctrl+C.
    private static final class StoppingHost implements HostIo {
        private final StringBuilder text = new StringBuilder();
        private volatile boolean interactive = true;

        synchronized void await(String part) throws InterruptedException {
            while (text.indexOf(part) < 0) {
                wait();
            }
        }

        synchronized String taken() {
            String taken = text.toString();
            text.setLength(0);
            return taken;
        }

        @Override
        public synchronized void out(String more) {
            text.append(more);
            notifyAll();
        }

        @Override
        public void error(String more) {
            out(more);
        }

        @Override
        public boolean isInteractive() {
            return interactive;
        }

        @Override
        public int width() {
            return 120;
        }

        @Override
        public boolean supportsColor() {
            return false;
        }

        @Override
        public @Nullable String readLine(String prompt) {
            throw new CancellationException("Ctrl+C");
        }

        @Override
        public @Nullable SecureString readSecret(String prompt) {
            throw new CancellationException("Ctrl+C");
        }

        @Override
        public int choose(String caption, String message, List<Choice> choices, int preset) {
            throw new CancellationException("Ctrl+C");
        }

        @Override
        public void progress(Invocation.Progress progress) {}
    }
}
