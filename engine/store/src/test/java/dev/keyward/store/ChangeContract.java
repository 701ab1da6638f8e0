package dev.keyward.store;

import static dev.keyward.store.Records.SCOPE;
import static dev.keyward.store.Records.await;
import static dev.keyward.store.Records.bytes;
import static dev.keyward.store.Records.key;
import static dev.keyward.store.Records.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store promises of changes: whole or not at all, one after another, bounded, with
/// their evidence.
interface ChangeContract {
    Store store();

    private static CompletionStage<@Nullable Void> put(Store store, StoredRecord... records) {
        return store.change(tx -> {
            List.of(records).forEach(tx::put);
            return null;
        });
    }

    private static List<String> names(List<StoredRecord> records) {
        return records.stream().map(r -> r.key().name() + "/" + r.key().version()).toList();
    }

    @Test
    @Tag("reliability:R-04")
    default void aChangeThatThrowsLeavesNothingAndFailsWithWhatItThrew() {
        await(put(store(), record("kept", "")));
        CompletionStage<String> failing =
                store().change(tx -> {
                    tx.put(record("half", ""));
                    tx.delete(key("kept", ""));
                    tx.deleteScope("other");
                    tx.evidence(bytes("never"));
                    throw new VaultException(new VaultError.Conflict("half"));
                });

        assertThatThrownBy(() -> await(failing))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isEqualTo(new VaultError.Conflict("half")));
        assertThat(names(store().list(Page.first(SCOPE, "secret", 10)))).containsExactly("kept/");
        assertThat(store().evidence(10)).isEmpty();
    }

    @Test
    default void followersAreToldWhatWasCommittedBeforeAnybodyLearnsOfIt() {
        await(put(store(), record("old", ""), record("gone", "")));
        List<String> seen = new CopyOnWriteArrayList<>();
        store().follow(group -> group.forEach(change -> seen.add(told(change))));
        CompletionStage<String> good =
                store().change(tx -> {
                    tx.put(record("new", ""));
                    tx.put(record(key("old", ""), 2, 0, 0));
                    tx.delete(key("gone", ""));
                    tx.deleteScope("other");
                    return "done";
                });
        await(good.thenAccept(seen::add));
        assertThat(seen)
                .containsExactly(
                        "put new 1, stored 1",
                        "put old 2, stored 2",
                        "deleted gone",
                        "ended other",
                        "done");
    }

    /// What is told is durable: a reader finds it.
    private String told(Committed change) {
        return switch (change) {
            case Committed.Put(StoredRecord next) ->
                    "put %s %d, stored %d"
                            .formatted(
                                    next.key().name(),
                                    next.revision(),
                                    store().get(next.key()).orElseThrow().revision());
            case Committed.Deleted(RecordKey key) -> "deleted " + key.name();
            case Committed.ScopeEnded(String scope) -> "ended " + scope;
        };
    }

    @Test
    default void followersHearNothingOfAChangeThatFailedAndOfOthersInTheirOrder() {
        List<String> seen = new CopyOnWriteArrayList<>();
        store().follow(group ->
                seen.add(String.join(", ", group.stream().map(this::told).toList())));
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch queued = new CountDownLatch(1);
        CompletionStage<String> gate =
                store().change(tx -> {
                    running.countDown();
                    return waitFor(queued);
                });
        waitFor(running);
        CompletionStage<@Nullable Void> first = put(store(), record("a", ""));
        CompletionStage<String> bad =
                store().change(tx -> {
                    tx.put(record("bad", ""));
                    throw new IllegalStateException("bad");
                });
        CompletionStage<@Nullable Void> second = put(store(), record("b", ""));
        queued.countDown();
        await(gate);
        await(first);
        assertThatThrownBy(() -> await(bad)).hasRootCauseMessage("bad");
        await(second);
        assertThat(seen).containsExactly("put a 1, stored 1, put b 1, stored 1");
    }

    @Test
    default void aFollowerThatThrowsFailsTheStore() {
        List<String> failures = new ArrayList<>();
        store().onFailure(failures::add);
        store().follow(group -> {
            throw new IllegalStateException("can't forget");
        });

        CompletionStage<@Nullable Void> change = put(store(), record("n", ""));

        assertThatThrownBy(() -> await(change))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.Unavailable.class));
        assertThat(failures).containsExactly("a follower of the changes failed");
    }

    /// All are queued behind one that waits, so they share a group.
    @Test
    @Tag("reliability:R-04")
    default void aFailingChangeTakesNoNeighbourOfItsGroupWithIt() {
        CountDownLatch queued = new CountDownLatch(1);
        CompletionStage<String> gate = store().change(tx -> waitFor(queued));
        List<CompletionStage<String>> stages = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String name = "n%02d".formatted(i);
            boolean fails = i % 3 == 1;
            stages.add(
                    store().change(tx -> {
                        tx.put(record(name, ""));
                        tx.evidence(bytes(name));
                        if (fails) {
                            throw new IllegalStateException(name);
                        }
                        return name;
                    }));
        }
        queued.countDown();
        await(gate);

        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            CompletionStage<String> stage = stages.get(i);
            if (i % 3 == 1) {
                assertThatThrownBy(() -> await(stage))
                        .hasRootCauseInstanceOf(IllegalStateException.class);
            } else {
                expected.add(await(stage));
            }
        }
        assertThat(store().list(Page.first(SCOPE, "secret", 100)))
                .extracting(r -> r.key().name())
                .containsExactlyElementsOf(expected);
        assertThat(store().evidence(100))
                .extracting(e -> new String(e.auditRecord(), UTF_8))
                .containsExactlyElementsOf(expected);
        assertThat(store().evidence(100))
                .extracting(Store.Evidence::sequence)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, expected.size()).mapToObj(Long::valueOf).toList());
    }

    private static String waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return "";
    }

    @Test
    @Tag("reliability:R-05")
    default void changesOfManyThreadsHappenOneAfterAnother() throws Exception {
        int writers = 16;
        int each = 25;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                all.add(
                        threads.submit(() -> {
                            for (int i = 0; i < each; i++) {
                                long mine = await(store().change(ChangeContract::increment));
                                assertThat(store().get(key("counter", "")).orElseThrow().revision())
                                        .isGreaterThanOrEqualTo(mine);
                            }
                            return "";
                        }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(store().get(key("counter", "")).orElseThrow().revision())
                .isEqualTo((long) writers * each);
        assertThat(store().evidence(10_000)).hasSize(writers * each);
    }

    private static long increment(Transaction tx) {
        long next = tx.get(key("counter", "")).map(StoredRecord::revision).orElse(0L) + 1;
        tx.put(record(key("counter", ""), next, 0, 0));
        tx.evidence(bytes("increment to " + next));
        return next;
    }

    @Test
    @Tag("reliability:R-09")
    default void aFullQueueRefusesAtOnce() {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        CompletionStage<String> gate =
                store().change(tx -> {
                    running.countDown();
                    return waitFor(released);
                });
        waitFor(running);
        List<CompletableFuture<String>> accepted = new ArrayList<>();
        for (int i = 0; i < CommitQueue.MAX_UNITS; i++) {
            accepted.add(store().change(tx -> "done").toCompletableFuture());
        }

        CompletionStage<String> refused = store().change(tx -> "never");

        assertThat(refused.toCompletableFuture()).isCompletedExceptionally();
        assertThatThrownBy(() -> await(refused))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.Unavailable.class));
        released.countDown();
        await(gate);
        for (CompletableFuture<String> stage : accepted) {
            String answer = await(stage);
            assertThat(answer).isEqualTo("done");
        }
        String later = await(store().change(tx -> "again"));
        assertThat(later).isEqualTo("again");
    }

    @Test
    @Tag("reliability:R-09")
    default void theQueueIsBoundedInBytesToo() {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        CompletionStage<String> gate =
                store().change(tx -> {
                    running.countDown();
                    return waitFor(released);
                });
        waitFor(running);
        Change<String> large = Change.holding(CommitQueue.MAX_BYTES / 2, tx -> "done");
        CompletionStage<String> first = store().change(large);
        CompletionStage<String> second = store().change(large);

        CompletionStage<String> third = store().change(large);

        assertThat(third.toCompletableFuture()).isCompletedExceptionally();
        released.countDown();
        await(gate);
        List<String> answers = List.of(await(first), await(second));
        assertThat(answers).containsExactly("done", "done");
    }

    @Test
    @Tag("reliability:R-01")
    default void theListenerHearsOfEvidenceBeforeTheChangeIsAnswered() {
        List<String> heard = new ArrayList<>();
        store().onCommit(evidence ->
                evidence.forEach(e -> heard.add(e.sequence() + " " + e.auditRecord().length)));

        CompletionStage<List<String>> atCompletion =
                store().change(
                                tx -> {
                                    tx.evidence(bytes("four"));
                                    tx.evidence(bytes("a"));
                                    return "";
                                })
                        .thenApply(_ -> List.copyOf(heard));

        assertThat(await(atCompletion)).containsExactly("1 4", "2 1");
        await(put(store(), record("n", "")));
        assertThat(heard).hasSize(2);
    }

    @Test
    default void trimmedEvidenceIsGoneAndNumbersGoOn() {
        for (int i = 0; i < 3; i++) {
            await(store().change(ChangeContract::increment));
        }
        await(store().trimEvidence(2));
        assertThat(store().evidence(10)).extracting(Store.Evidence::sequence).containsExactly(3L);
        await(store().trimEvidence(3));
        assertThat(store().evidence(10)).isEmpty();

        await(store().change(ChangeContract::increment));

        assertThat(store().evidence(10)).extracting(Store.Evidence::sequence).containsExactly(4L);
    }

    @Test
    default void evidenceComesOldestFirstUpToTheLimit() {
        for (int i = 0; i < 5; i++) {
            await(store().change(ChangeContract::increment));
        }

        assertThat(store().evidence(2))
                .extracting(Store.Evidence::sequence)
                .containsExactly(1L, 2L);
    }

    @Test
    default void aListenerThatThrowsFailsTheStore() {
        List<String> failures = new ArrayList<>();
        store().onFailure(failures::add);
        store().onCommit(evidence -> {
            throw new IllegalStateException("no room");
        });

        CompletionStage<Long> change = store().change(ChangeContract::increment);

        assertThatThrownBy(() -> await(change))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.Unavailable.class));
        assertThatThrownBy(() -> await(store().change(tx -> "")))
                .isInstanceOf(VaultException.class);
        assertThat(failures).containsExactly("evidence couldn't be handed over");
    }

    @Test
    @Tag("reliability:R-01")
    default void aStoreThatIsToldOfAFailedFlushTakesNothingMore() {
        List<String> failures = new ArrayList<>();
        store().onFailure(failures::add);
        await(put(store(), record("before", "")));

        store().fail("the audit log failed");

        assertThat(failures).containsExactly("the audit log failed");
        assertThatThrownBy(() -> await(put(store(), record("after", ""))))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.Unavailable.class));
    }

    @Test
    default void aTransactionIsOfNoUseAfterItsChange() {
        List<Transaction> kept = new ArrayList<>();
        await(store().change(kept::add));

        assertThatThrownBy(() -> kept.getFirst().put(record("n", "")))
                .hasMessageContaining("after its change had ended");
    }

    @Test
    default void closingWaitsForWhatWasAcceptedAndRefusesTheRest() {
        List<CompletableFuture<Long>> accepted = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            accepted.add(store().change(ChangeContract::increment).toCompletableFuture());
        }

        store().close();

        assertThat(accepted).allSatisfy(stage -> assertThat(stage).isCompleted());
        assertThatThrownBy(() -> await(store().change(tx -> "")))
                .isInstanceOf(VaultException.class);
        store().close();
    }
}
