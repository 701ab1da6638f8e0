package dev.keyward.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.language.Session;
import dev.keyward.language.eval.Evaluator;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ctrl+C when a line was taken in and hasn't begun to run. The line reader takes Ctrl+C over from
/// the prompt while it reads, once more while it tidies up, and then gives it back.
@Timeout(60)
final class PromptTest {
    @TempDir private Path folder;
    private TypedTerminal screen;
    private CompletableFuture<Integer> leaving;

    @BeforeEach
    void open() throws Exception {
        screen = new TypedTerminal();
        Session session =
                Session.create(
                        Catalogue.EMPTY,
                        new TerminalHost(
                                screen.terminal(),
                                new PrintStream(
                                        OutputStream.nullOutputStream(),
                                        false,
                                        StandardCharsets.UTF_8)),
                        new Evaluator.Surround(
                                InstantSource.system(),
                                ZoneOffset.UTC,
                                new SecureRandom(),
                                folder,
                                Map.of()));
        Prompt prompt = new Prompt(screen.terminal(), session, folder, "0");
        leaving = CompletableFuture.supplyAsync(() -> prompt.run(null));
        screen.await("KW ");
    }

    @AfterEach
    void close() throws Exception {
        screen.close();
    }

    private void nextLineRuns() throws Exception {
        screen.type("'go' + 'es on'\r");
        screen.await("goes on");
        screen.type("exit 7\r");
        assertThat(leaving.get(20, TimeUnit.SECONDS)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aLineThatWasTakenInDoesNotBegin(int takeover) throws Exception {
        screen.interruptAtTakeover(takeover);
        screen.type("'be' + 'gun'\r");
        screen.await("^C");
        nextLineRuns();
        assertThat(screen.sent()).doesNotContain("begun");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anAnswerThatWasTakenInDoesNotGoOn(int takeover) throws Exception {
        screen.type("$a = Read-Host question; 'be' + 'gun'\r");
        screen.await("question:");
        screen.interruptAtTakeover(takeover);
        screen.type("yes\r");
        screen.await("^C");
        nextLineRuns();
        assertThat(screen.sent()).doesNotContain("begun");
    }
}
