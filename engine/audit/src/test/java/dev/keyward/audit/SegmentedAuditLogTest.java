package dev.keyward.audit;

import static dev.keyward.audit.Trail.await;
import static dev.keyward.audit.Trail.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.Bug;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentedAuditLogTest {
    @TempDir Path temporary = Path.of("");
    private Trail trail = new Trail(temporary);

    @BeforeEach
    void begin() {
        trail = new Trail(temporary.resolve("audit"));
    }

    private static void unavailable(CompletionStage<@Nullable Void> stage) {
        assertThatThrownBy(() -> await(stage))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.Unavailable.class));
    }

    @Test
    @Tag("reliability:R-02")
    void anAcknowledgedRecordIsInTheFileBeforeTheLogIsClosed() throws IOException {
        try (AuditLog log = trail.open()) {
            await(log.append(bytes("{\"n\":1}")));

            assertThat(trail.records()).containsExactly("{\"n\":1}");
        }
    }

    @Test
    void recordsAreNumberedAndTimed() throws IOException {
        try (AuditLog log = trail.open()) {
            await(log.append(bytes("{}")));
            trail.clock.advance(Duration.ofSeconds(90));
            await(log.append(bytes("{}")));
        }

        try (Stream<AuditEntry> entries = AuditReader.at(trail.directory).after(0)) {
            assertThat(entries.map(entry -> entry.sequence() + " " + entry.time()))
                    .containsExactly("1 2026-11-24T12:00:00Z", "2 2026-11-24T12:01:30Z");
        }
    }

    @Test
    void theNextOpenerGoesOnInTheSameChain() throws IOException {
        trail.write("a", "b");
        trail.write("c");

        assertThat(trail.records()).containsExactly("a", "b", "c");
        assertThat(trail.segments()).hasSize(1);
        assertThat(trail.verify())
                .isInstanceOfSatisfying(
                        Verdict.Intact.class, it -> assertThat(it.lastSequence()).isEqualTo(3));
    }

    @Test
    @Tag("reliability:R-02")
    void recordsOfManyThreadsAllGetThereEachInItsOrder() throws Exception {
        int threads = 8;
        int each = 500;
        try (AuditLog log = trail.open();
                var appenders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                all.add(
                        appenders.submit(() -> {
                            List<CompletionStage<@Nullable Void>> stages = new ArrayList<>();
                            for (int i = 0; i < each; i++) {
                                stages.add(log.append(bytes(thread + ":" + i)));
                            }
                            stages.forEach(Trail::await);
                            return "";
                        }));
            }
            for (Future<?> each1 : all) {
                each1.get();
            }
        }

        List<String> records = trail.records();
        assertThat(records).hasSize(threads * each);
        for (int t = 0; t < threads; t++) {
            String mine = t + ":";
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                expected.add(mine + i);
            }
            assertThat(records.stream().filter(r -> r.startsWith(mine)))
                    .containsExactlyElementsOf(expected);
        }
        assertThat(trail.verify()).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void aSegmentIsSealedWhenItIsLargeEnough() throws IOException {
        AuditSettings small = new AuditSettings(4_096, Duration.ofDays(1), Duration.ofDays(1));
        try (AuditLog log = trail.open(small)) {
            for (int i = 0; i < 100; i++) {
                await(log.append(bytes("{\"n\":%d,\"pad\":\"%0100d\"}".formatted(i, 0))));
            }
        }

        assertThat(trail.segments()).hasSizeBetween(3, 10);
        assertThat(trail.records()).hasSize(100);
        assertThat(trail.verify()).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void aSegmentIsSealedWhenItIsOldEnough() throws IOException {
        AuditSettings hourly = new AuditSettings(1L << 30, Duration.ofHours(1), Duration.ofDays(1));
        try (AuditLog log = trail.open(hourly)) {
            await(log.append(bytes("a")));
            trail.clock.advance(Duration.ofMinutes(59));
            await(log.append(bytes("b")));
            assertThat(trail.segments()).hasSize(1);
            trail.clock.advance(Duration.ofMinutes(1));
            await(log.append(bytes("c")));
        }

        assertThat(trail.segments()).hasSize(2);
        assertThat(trail.records()).containsExactly("a", "b", "c");
        trail.write("d");
        assertThat(trail.verify()).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void checkpointsComeByThemselvesAndSayHowFarTheyReach() throws Exception {
        AuditSettings often =
                new AuditSettings(1L << 30, Duration.ofDays(1), Duration.ofMillis(20));
        BlockingQueue<SignedCheckpoint> seen = new LinkedBlockingQueue<>();
        try (AuditLog log = trail.open(often)) {
            log.onCheckpoint(seen::add);
            await(log.append(bytes("a")));

            SignedCheckpoint signed = seen.poll(30, TimeUnit.SECONDS);

            assertThat(signed).isNotNull();
            assertThat(signed.checkpoint().sequence()).isEqualTo(1);
            assertThat(signed.checkpoint().node()).isEqualTo(Trail.NODE);
            assertThat(signed.checkpoint().kind()).isEqualTo(Checkpoint.Kind.PERIODIC);
            assertThat(signed.verifies(trail::verifies)).isTrue();
            assertThat(trail.head()).isEqualTo(signed);
        }
        SignedCheckpoint last = seen.poll();
        assertThat(last).isNotNull();
        assertThat(last.checkpoint().kind()).isEqualTo(Checkpoint.Kind.CLOSE);
    }

    @Test
    void aCheckpointIsTextThatReadsBack() throws IOException {
        trail.write("a");
        SignedCheckpoint head = trail.head();

        assertThat(head.text().lines().limit(3))
                .containsExactly("keyward-audit-checkpoint/1", "node node-1", "sequence 1");
        assertThat(SignedCheckpoint.parse(head.text())).contains(head);
        assertThat(SignedCheckpoint.parse(head.text() + "x")).isEmpty();
        assertThat(SignedCheckpoint.parse("")).isEmpty();
    }

    /// A directory stands where the next segment has to go.
    @Test
    @Tag("reliability:R-02")
    void afterAFailureOfTheDiskEveryAppendFails() throws IOException {
        AuditSettings small = new AuditSettings(1, Duration.ofDays(1), Duration.ofDays(1));
        List<String> failures = new ArrayList<>();
        AuditLog log = trail.open(small);
        log.onFailure(failures::add);
        Files.createDirectory(new AuditDirectory(trail.directory).segment(2));
        await(log.append(bytes("a")));

        log.close();

        unavailable(log.append(bytes("b")));
        assertThat(failures).hasSize(1).first().asString().contains("the audit log failed");
        Files.delete(new AuditDirectory(trail.directory).segment(2));
        assertThat(trail.records()).containsExactly("a");
    }

    @Test
    @Tag("reliability:R-02")
    void aListenerThatFailsStopsTheLog() throws IOException {
        AuditSettings small = new AuditSettings(1, Duration.ofDays(1), Duration.ofDays(1));
        CountDownLatch failed = new CountDownLatch(1);
        AuditLog log = trail.open(small);
        log.onFailure(_ -> failed.countDown());
        log.onCheckpoint(_ -> {
            throw new IllegalStateException("no witness");
        });
        await(log.append(bytes("a")));

        log.close();

        assertThat(failed.getCount()).isZero();
        unavailable(log.append(bytes("b")));
    }

    /// A listener runs on the log's thread and holds it.
    @Test
    @Tag("reliability:R-09")
    void aFullQueueRefusesAtOnce() throws Exception {
        AuditSettings sealing = new AuditSettings(1, Duration.ofDays(1), Duration.ofDays(1));
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (AuditLog log = trail.open(sealing)) {
            log.onCheckpoint(_ -> {
                running.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            await(log.append(bytes("gate")));
            assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
            List<CompletionStage<@Nullable Void>> accepted = new ArrayList<>();
            for (int i = 0; i < AppendQueue.MAX_RECORDS; i++) {
                accepted.add(log.append(bytes("{}")));
            }

            CompletionStage<@Nullable Void> refused = log.append(bytes("{}"));

            assertThat(refused.toCompletableFuture()).isCompletedExceptionally();
            unavailable(refused);
            // The change of evidence is done already; it has more room.
            accepted.add(log.append(1, bytes("{}")));
            released.countDown();
            accepted.forEach(Trail::await);
        }
    }

    @Test
    void recordsOutsideTheFormAreABug() throws IOException {
        try (AuditLog log = trail.open()) {
            assertThatThrownBy(() -> log.append(new byte[0])).isInstanceOf(Bug.class);
            assertThatThrownBy(() -> log.append(bytes("a\nb"))).isInstanceOf(Bug.class);
            assertThatThrownBy(() -> log.append(new byte[AuditLog.MAX_RECORD_BYTES + 1]))
                    .isInstanceOf(Bug.class);
            byte[] largest = new byte[AuditLog.MAX_RECORD_BYTES];
            java.util.Arrays.fill(largest, (byte) 'x');
            await(log.append(largest));
        }
        assertThat(trail.records()).hasSize(1);
    }

    @Test
    void aSecondOpenerIsTurnedAwayAndTheFirstKeepsTheLock() throws IOException {
        try (AuditLog log = trail.open()) {
            assertThatThrownBy(() -> trail.open())
                    .hasMessageContaining("already open in this process");
            await(log.append(bytes("a")));
        }
        trail.write("b");
        assertThat(trail.records()).containsExactly("a", "b");
    }

    @Test
    @Tag("security:S-16")
    void directoryAndFilesAreTheOwnersAlone() throws IOException {
        trail.write("a");
        try (Stream<Path> files = Files.list(trail.directory)) {
            assertThat(files.toList())
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(
                                            PosixFilePermissions.toString(
                                                    Files.getPosixFilePermissions(file)))
                                    .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(trail.directory)))
                .isEqualTo("rwx------");
        Files.setPosixFilePermissions(
                trail.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> trail.open()).hasMessageContaining("open to others (rwxr-xr-x)");
    }

    @Test
    void closingWritesWhatWasAccepted() throws IOException {
        AuditLog log = trail.open();
        List<CompletionStage<@Nullable Void>> stages = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            stages.add(log.append(bytes("{\"n\":" + i + "}")));
        }

        log.close();

        stages.forEach(Trail::await);
        assertThat(trail.records()).hasSize(1_000);
        unavailable(log.append(bytes("late")));
    }

    @Test
    void theInMemoryLogKeepsTheNewest() {
        InMemoryAuditLog log = AuditLog.inMemory();
        for (int i = 0; i < 10_001; i++) {
            await(log.append(i, bytes("r" + i)));
        }
        assertThat(log.records()).hasSize(10_000);
        assertThat(new String(log.records().getFirst(), UTF_8)).isEqualTo("r1");

        log.close();

        unavailable(log.append(bytes("late")));
    }
}
