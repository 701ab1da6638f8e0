package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One flush that fails, of whichever file, as a failing disk says it: later ones would succeed
/// again (reliability.md, section 3). Nothing is acknowledged any more, and the process ends; what
/// was acknowledged is there after the next start.
@Tag("reliability:R-01")
@Tag("reliability:R-03")
@Timeout(120)
final class FailedFlushTest {
    private static final int DISK_FAILED = 7;
    private static final int WRITERS = 4;

    /// What the kernel takes to tell the process, and a thread to be scheduled after it on a busy
    /// machine.
    private static final Duration MOMENT = Duration.ofMillis(500);

    @TempDir static Path built;
    @TempDir Path directory;

    private static Path library() {
        return built.resolve("failing-flush.so");
    }

    /// @param began on the clock of [System#nanoTime], which is the same in all processes
    private record Answer(String name, long began, int status) {}

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        Path compiler =
                List.of("/usr/bin/gcc", "/usr/bin/cc", "/usr/bin/clang").stream()
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(Path.of(""));
        assumeTrue(
                Files.isExecutable(compiler) && Files.isDirectory(Path.of("/proc/self/fd")),
                "a C compiler makes the library that fails a flush, on Linux alone");
        Path source = built.resolve("failing-flush.c");
        try (var text = FailedFlushTest.class.getResourceAsStream("/faults/failing-flush.c")) {
            assertThat(text).isNotNull();
            Files.copy(text, source);
        }
        Process compiling =
                new ProcessBuilder(
                                compiler.toString(),
                                "-shared",
                                "-fPIC",
                                "-nostdlib",
                                "-o",
                                library().toString(),
                                source.toString())
                        .inheritIO()
                        .start();
        assertThat(compiling.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "commit of the database, keyward.db-wal$",
        "checkpoint of the database, keyward.db$",
        "audit segment, /segment-",
        "head of the audit trail, /audit/head.new$",
        "anchor, /anchor.new$"
    })
    void afterOneFailedFlushNothingIsAcknowledged(String place, String pattern) throws Exception {
        Path home = directory.resolve("home");
        Path control = directory.resolve("control");
        Path done = directory.resolve("control.done");
        int port = Ports.free();
        Path settings =
                Files.writeString(
                        directory.resolve("keyward.properties"),
                        "home=" + home + "\nport=" + port + "\ndefaultVault=crash\n");
        JavaProcess server =
                JavaProcess.serve(
                        directory,
                        Map.of(
                                "LD_PRELOAD", library().toString(),
                                "FAULT_CONTROL", control.toString()),
                        "--config",
                        settings.toString());
        ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
        Map<String, String> environment;
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            environment = CrashVault.make(server.said(), home, port);
            VaultCaller vault = new VaultCaller(environment);
            AtomicInteger turns = new AtomicInteger();
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.execute(() -> writeUntilItIsGone(vault, server, turns, answers));
            }
            awaitAnswers(answers);
            Path written = Files.writeString(directory.resolve("control.new"), pattern);
            Files.move(written, control, StandardCopyOption.ATOMIC_MOVE);
            server.handle().onExit().orTimeout(60, TimeUnit.SECONDS).join();
        } finally {
            server.kill();
        }
        long ended = System.nanoTime();

        assertThat(done).as("the flush of the " + place + " that failed").exists();
        long failed = Long.parseLong(Files.readString(done));
        assertThat(answers)
                .filteredOn(answer -> answer.began - failed > MOMENT.toNanos())
                .as("begun after the failure, and acknowledged")
                .noneMatch(answer -> answer.status == 200);
        assertThat(server.exitCode()).isEqualTo(DISK_FAILED);
        assertThat(Duration.ofNanos(ended - failed)).isLessThan(Duration.ofSeconds(20));

        Files.delete(control);
        whatWasAcknowledgedIsThere(settings, environment, answers);
    }

    private static void awaitAnswers(ConcurrentLinkedQueue<Answer> answers)
            throws InterruptedException {
        while (answers.size() < 50) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static void writeUntilItIsGone(
            VaultCaller vault,
            JavaProcess server,
            AtomicInteger turns,
            ConcurrentLinkedQueue<Answer> answers) {
        // By HTTP/1.1: a connection that goes on after the server began to stop.
        HttpClient http =
                HttpClient.newBuilder()
                        .sslContext(vault.context())
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
        while (server.handle().isAlive()) {
            String name = "n" + turns.incrementAndGet();
            HttpRequest request =
                    vault.request("secrets/" + name)
                            .PUT(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"value\":\"" + name + "\"}"))
                            .timeout(Duration.ofSeconds(20))
                            .build();
            long began = System.nanoTime();
            try {
                int status =
                        http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                answers.add(new Answer(name, began, status));
            } catch (IOException gone) {
                // Whether that one was done nobody said.
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void whatWasAcknowledgedIsThere(
            Path settings, Map<String, String> environment, Iterable<Answer> answers)
            throws Exception {
        JavaProcess again = JavaProcess.serve(directory, "--config", settings.toString());
        try {
            VaultCaller vault = new VaultCaller(environment);
            for (Answer answer : answers) {
                if (answer.status == 200) {
                    assertThat(vault.get("secrets/" + answer.name))
                            .contains("\"value\":\"" + answer.name + "\"");
                }
            }
        } finally {
            assertThat(again.stop()).isZero();
        }
    }
}
