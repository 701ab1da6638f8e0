package dev.keyward.store;

import static dev.keyward.store.Records.await;
import static dev.keyward.store.Records.bytes;
import static dev.keyward.store.Records.key;
import static dev.keyward.store.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.Bug;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The writer over a medium that counts its commits and fails when it is told to.
class GroupCommitTest {
    /// The heap, with a flush that can fail.
    private static final class Faulty implements Medium {
        private final InMemoryMedium heap = new InMemoryMedium();
        final AtomicInteger commits = new AtomicInteger();
        final AtomicReference<MediumFailure.@Nullable Aftermath> next = new AtomicReference<>();
        final AtomicBoolean failPut = new AtomicBoolean();
        final AtomicBoolean swallows = new AtomicBoolean();
        final AtomicInteger closed = new AtomicInteger();
        final AtomicReference<Runnable> whenCommitted = new AtomicReference<>(() -> {});

        @Override
        public void commit() {
            MediumFailure.Aftermath aftermath = next.getAndSet(null);
            if (aftermath != null) {
                throw new MediumFailure(aftermath, "flush", new java.io.IOException("EIO"));
            }
            commits.incrementAndGet();
            heap.commit();
            whenCommitted.getAndSet(() -> {}).run();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }

        @Override
        public long lastSequence() {
            return 41;
        }

        @Override
        public void begin() {
            heap.begin();
        }

        @Override
        public void mark() {
            heap.mark();
        }

        @Override
        public void undo() {
            heap.undo();
        }

        @Override
        public void keep() {
            heap.keep();
        }

        @Override
        public void rollback() {
            heap.rollback();
        }

        @Override
        public int put(StoredRecord record) {
            if (failPut.get()) {
                throw new MediumFailure(
                        MediumFailure.Aftermath.CHANGE, "page", new java.io.IOException("bad"));
            }
            return swallows.get() ? 0 : heap.put(record);
        }

        @Override
        public int delete(RecordKey key) {
            return swallows.get() ? 0 : heap.delete(key);
        }

        @Override
        public void deleteScope(String scope) {
            if (!swallows.get()) {
                heap.deleteScope(scope);
            }
        }

        @Override
        public int add(Store.Evidence evidence) {
            return swallows.get() ? 0 : heap.add(evidence);
        }

        @Override
        public void trim(long throughSequence) {
            heap.trim(throughSequence);
        }

        @Override
        public Optional<StoredRecord> get(RecordKey key) {
            return heap.get(key);
        }

        @Override
        public List<StoredRecord> list(Page page) {
            return heap.list(page);
        }

        @Override
        public List<StoredRecord> scan(String scope, @Nullable RecordKey after, int limit) {
            return heap.scan(scope, after, limit);
        }

        @Override
        public List<StoredRecord> due(String kind, long untilEpochSecond, int limit) {
            return heap.due(kind, untilEpochSecond, limit);
        }
    }

    private final Faulty medium = new Faulty();
    private final GroupCommit commits = new GroupCommit(medium);

    private CompletionStage<String> put(String name) {
        return commits.submit(
                tx -> {
                    tx.put(record(name, ""));
                    tx.evidence(bytes(name));
                    return name;
                },
                0);
    }

    /// Holds the writer inside a change.
    private final class Gate {
        private final CountDownLatch running = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final CompletionStage<String> stage;

        Gate() throws InterruptedException {
            stage =
                    commits.submit(
                            _ -> {
                                running.countDown();
                                try {
                                    released.await();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                                return "";
                            },
                            0);
            running.await();
        }

        void open() {
            released.countDown();
            await(stage);
        }
    }

    private static void unavailable(CompletionStage<String> stage) {
        assertThatThrownBy(() -> await(stage))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.Unavailable.class));
    }

    @Test
    void whatWaitsSharesACommitUpToTheLimit() throws Exception {
        Gate gate = new Gate();
        List<CompletionStage<String>> stages = new ArrayList<>();
        for (int i = 0; i < GroupCommit.MAX_BATCH_UNITS + 1; i++) {
            stages.add(put("n" + i));
        }
        gate.open();
        stages.forEach(Records::await);

        // The gate's own, a full one, and one with the last.
        assertThat(medium.commits).hasValue(3);
    }

    @Test
    void aGroupEndsWhenItHasWrittenEnough() throws Exception {
        Gate gate = new Gate();
        byte[] half = new byte[(int) GroupCommit.MAX_BATCH_BYTES / 2];
        List<CompletionStage<String>> stages = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            StoredRecord large =
                    new StoredRecord(key("n" + i, ""), 1, 0, 0, half, new byte[0], new byte[0]);
            stages.add(
                    commits.submit(
                            tx -> {
                                tx.put(large);
                                return "";
                            },
                            0));
        }
        gate.open();
        stages.forEach(Records::await);

        assertThat(medium.commits).hasValue(3);
    }

    @Test
    @Tag("reliability:R-01")
    void numbersGoOnFromTheMedium() {
        List<Long> numbers = new ArrayList<>();
        commits.onCommit(evidence -> evidence.forEach(e -> numbers.add(e.sequence())));

        await(put("a"));
        await(put("b"));

        assertThat(numbers).containsExactly(42L, 43L);
    }

    @Test
    @Tag("reliability:R-01")
    @Tag("reliability:R-04")
    void aFailedFlushIsNotTriedAgainAndEndsTheStore() throws Exception {
        List<String> failures = new ArrayList<>();
        commits.onFailure(failures::add);
        await(put("before"));
        Gate gate = new Gate();
        CompletionStage<String> inFlight = put("in flight");
        CompletionStage<String> refused =
                commits.submit(
                        _ -> {
                            throw new VaultException(new VaultError.Conflict("in flight"));
                        },
                        0);
        medium.next.set(MediumFailure.Aftermath.FATAL);
        gate.released.countDown();

        unavailable(gate.stage);
        unavailable(inFlight);
        // Even the refusal, for it may rest on what now is unknown.
        unavailable(refused);
        unavailable(put("after"));
        assertThat(failures).containsExactly("flush");
        List<String> late = new ArrayList<>();
        commits.onFailure(late::add);
        assertThat(late).containsExactly("flush");
        commits.close();
        assertThat(medium.commits).hasValue(1);
        assertThat(medium.closed).hasValue(0);
    }

    /// As of the checkpoints, or of the audit trail that the evidence goes to.
    @Test
    @Tag("reliability:R-01")
    void whatIsCommittedWhileAnotherFlushFailsIsNotAcknowledged() {
        List<String> failures = new ArrayList<>();
        commits.onFailure(failures::add);
        medium.whenCommitted.set(() -> {
            commits.fail(new MediumFailure(MediumFailure.Aftermath.FATAL, "another file"));
            commits.fail(new MediumFailure(MediumFailure.Aftermath.FATAL, "and a third"));
        });

        unavailable(put("in flight"));
        unavailable(put("after"));

        assertThat(failures).containsExactly("another file");
        assertThat(medium.get(key("in flight", ""))).isPresent();
        commits.close();
        assertThat(medium.commits).hasValue(1);
    }

    @Test
    @Tag("reliability:R-04")
    void aCommitThatWasRefusedLeavesNothingAndTheNextWorks() {
        List<Long> numbers = new ArrayList<>();
        commits.onCommit(evidence -> evidence.forEach(e -> numbers.add(e.sequence())));
        medium.next.set(MediumFailure.Aftermath.RETRY);

        unavailable(put("refused"));
        await(put("done"));

        assertThat(medium.get(key("refused", ""))).isEmpty();
        assertThat(medium.get(key("done", ""))).isPresent();
        assertThat(numbers).containsExactly(42L);
        commits.close();
        assertThat(medium.closed).hasValue(1);
    }

    @Test
    @Tag("reliability:R-04")
    void aChangeThatHidesAFailureOfTheMediumIsNotCommitted() {
        medium.failPut.set(true);
        CompletionStage<String> hiding =
                commits.submit(
                        tx -> {
                            tx.evidence(bytes("half"));
                            try {
                                tx.put(record("half", ""));
                            } catch (RuntimeException _) {
                                return "hidden";
                            }
                            return "";
                        },
                        0);

        unavailable(hiding);
        medium.failPut.set(false);
        await(put("next"));
        assertThat(medium.get(key("next", ""))).isPresent();
    }

    /// As a trigger in a database does: every write reports success, and nothing happens.
    @ParameterizedTest
    @ValueSource(strings = {"put", "delete", "deleteScope", "evidence"})
    @Tag("security:S-03")
    @Tag("reliability:R-07")
    void aPlaceThatSwallowsAChangeEndsTheStore(String write) {
        await(put("there"));
        medium.swallows.set(true);

        unavailable(
                commits.submit(
                        tx -> {
                            switch (write) {
                                case "put" -> tx.put(record("new", ""));
                                case "delete" -> tx.delete(key("there", ""));
                                case "deleteScope" -> tx.deleteScope(Records.SCOPE);
                                default -> tx.evidence(bytes("new"));
                            }
                            return "";
                        },
                        0));

        medium.swallows.set(false);
        unavailable(put("after"));
        assertThat(commits.failed()).isTrue();
        commits.close();
        assertThat(medium.commits).hasValue(1);
    }

    @Test
    void deletingWhatIsNotThereIsNoFault() {
        await(
                commits.submit(
                        tx -> {
                            tx.delete(key("none", ""));
                            tx.deleteScope("none");
                            return "";
                        },
                        0));
        await(put("after"));
    }

    @Test
    void evidenceTooLargeForTheTrailIsABug() {
        CompletionStage<String> large =
                commits.submit(
                        tx -> {
                            tx.evidence(new byte[Store.MAX_EVIDENCE_BYTES + 1]);
                            return "";
                        },
                        0);

        assertThatThrownBy(() -> await(large)).hasRootCauseInstanceOf(Bug.class);
    }
}
