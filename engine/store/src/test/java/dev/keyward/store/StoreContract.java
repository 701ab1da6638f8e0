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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every store promises. An implementation is done when it passes.
interface StoreContract {
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
    default void aRecordComesBackAsItWasPut() {
        StoredRecord put =
                new StoredRecord(
                        key("n", "v"),
                        7,
                        3,
                        4_102_444_800L,
                        bytes("clear"),
                        new byte[] {0, -1, 127, -128, 0},
                        bytes("mac"));
        await(put(store(), put));

        assertThat(store().get(put.key())).get().usingRecursiveComparison().isEqualTo(put);
    }

    @Test
    default void emptyAndLargeBytesComeBack() {
        StoredRecord put =
                new StoredRecord(
                        key("n", ""), 1, 0, 0, new byte[0], new byte[3 << 20], new byte[0]);
        await(put(store(), put));

        assertThat(store().get(put.key())).get().usingRecursiveComparison().isEqualTo(put);
    }

    @Test
    default void anUnknownKeyIsEmpty() {
        assertThat(store().get(key("none", ""))).isEmpty();
    }

    @Test
    default void aLaterPutReplacesAndADeleteRemoves() {
        await(put(store(), record(key("n", ""), 1, 0, 0)));
        await(put(store(), record(key("n", ""), 2, 1, 5)));
        assertThat(store().get(key("n", "")))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(record(key("n", ""), 2, 1, 5));

        await(
                store().change(tx -> {
                    tx.delete(key("n", ""));
                    return "";
                }));
        assertThat(store().get(key("n", ""))).isEmpty();
    }

    @Test
    default void aTransactionSeesItsOwnWritesAndThoseBefore() {
        await(put(store(), record("a", "")));

        String seen =
                await(
                        store().change(tx -> {
                            tx.put(record("b", ""));
                            tx.delete(key("a", ""));
                            return names(tx.list(Page.first(SCOPE, "secret", 10)))
                                    + " "
                                    + tx.get(key("b", "")).isPresent();
                        }));

        assertThat(seen).isEqualTo("[b/] true");
    }

    @Test
    default void listsComeInTheOrderOfNameAndVersionAndStayInScopeAndKind() {
        await(
                put(
                        store(),
                        record("b", "2"),
                        record("a", "9"),
                        record("b", "10"),
                        record("B", "1"),
                        record(new RecordKey(SCOPE, "key", "a", "1"), 1, 0, 0),
                        record(new RecordKey("other", "secret", "a", "1"), 1, 0, 0)));

        assertThat(names(store().list(Page.first(SCOPE, "secret", 10))))
                .containsExactly("B/1", "a/9", "b/10", "b/2");
    }

    @Test
    default void theOrderIsThatOfCodePoints() {
        String highBasicPlane = "\uff5e";
        String supplementary = "\ud83d\udd11";
        await(put(store(), record(supplementary, ""), record(highBasicPlane, "")));

        assertThat(names(store().list(Page.first(SCOPE, "secret", 10))))
                .containsExactly(highBasicPlane + "/", supplementary + "/");
    }

    @Test
    default void aPageStartsAfterItsPositionAndEndsAtItsLimit() {
        await(
                put(
                        store(),
                        IntStream.range(0, 10)
                                .mapToObj(i -> record("n" + i / 3, "v" + i % 3))
                                .toArray(StoredRecord[]::new)));

        Page page = new Page(SCOPE, "secret", null, "n1", "v1", null, 4);

        assertThat(names(store().list(page))).containsExactly("n1/v2", "n2/v0", "n2/v1", "n2/v2");
    }

    @Test
    default void aListOfVersionsStaysWithItsName() {
        await(put(store(), record("a", "1"), record("b", "1"), record("b", "2"), record("c", "1")));

        assertThat(names(store().list(Page.versions(SCOPE, "secret", "b", 10))))
                .containsExactly("b/1", "b/2");
        assertThat(names(store().list(new Page(SCOPE, "secret", "b", "b", "1", null, 10))))
                .containsExactly("b/2");
        assertThat(names(store().list(new Page(SCOPE, "secret", "b", "", "", null, 10))))
                .containsExactly("b/1", "b/2");
    }

    @Test
    default void aListCanAskForAState() {
        await(
                put(
                        store(),
                        record(key("a", ""), 1, 0, 0),
                        record(key("b", ""), 1, 2, 0),
                        record(key("c", ""), 1, 2, 0),
                        record(key("c", "1"), 1, 0, 0)));

        assertThat(names(store().list(new Page(SCOPE, "secret", null, "", "", 2, 10))))
                .containsExactly("b/", "c/");
        assertThat(names(store().list(new Page(SCOPE, "secret", "c", "c", "", 0, 10))))
                .containsExactly("c/1");
    }

    @Test
    default void aScanWalksThroughAScopeInTheOrderOfItsKeys() {
        await(
                put(
                        store(),
                        record("b", "1"),
                        record("a", ""),
                        record(new RecordKey(SCOPE, "key", "z", ""), 1, 0, 0),
                        record(new RecordKey("other", "key", "x", ""), 1, 0, 0)));

        List<StoredRecord> first = store().scan(SCOPE, null, 2);
        List<StoredRecord> rest = store().scan(SCOPE, first.getLast().key(), 10);

        assertThat(names(first)).containsExactly("z/", "a/");
        assertThat(names(rest)).containsExactly("b/1");
    }

    @Test
    default void whatIsDueComesOldestFirstOfAnyScope() {
        await(
                put(
                        store(),
                        record(key("later", ""), 1, 0, 300),
                        record(key("never", ""), 1, 0, 0),
                        record(key("first", ""), 1, 0, 100),
                        record(new RecordKey("other", "secret", "second", ""), 1, 0, 200),
                        record(new RecordKey(SCOPE, "key", "x", ""), 1, 0, 100)));

        assertThat(names(store().due("secret", 200, 10))).containsExactly("first/", "second/");
        assertThat(names(store().due("secret", 1_000, 1))).containsExactly("first/");
    }

    @Test
    default void deletingAScopeLeavesTheOthers() {
        await(
                put(
                        store(),
                        record("a", ""),
                        record("b", "1"),
                        record(new RecordKey(SCOPE, "key", "k", ""), 1, 0, 0),
                        record(new RecordKey(SCOPE + "x", "secret", "a", ""), 1, 0, 0)));
        await(
                store().change(tx -> {
                    tx.deleteScope(SCOPE);
                    return "";
                }));

        assertThat(store().list(Page.first(SCOPE, "secret", 10))).isEmpty();
        assertThat(store().list(Page.first(SCOPE, "key", 10))).isEmpty();
        assertThat(store().list(Page.first(SCOPE + "x", "secret", 10))).hasSize(1);
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
    default void changesOfManyThreadsHappenOneAfterAnother() throws InterruptedException {
        int writers = 16;
        int each = 25;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int w = 0; w < writers; w++) {
                threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        long mine = await(store().change(StoreContract::increment));
                        assertThat(store().get(key("counter", "")).orElseThrow().revision())
                                .isGreaterThanOrEqualTo(mine);
                    }
                    return "";
                });
            }
        }

        assertThat(store().get(key("counter", "")).orElseThrow().revision())
                .isEqualTo(writers * each);
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
            await(store().change(StoreContract::increment));
        }
        await(store().trimEvidence(2));
        assertThat(store().evidence(10)).extracting(Store.Evidence::sequence).containsExactly(3L);
        await(store().trimEvidence(3));
        assertThat(store().evidence(10)).isEmpty();

        await(store().change(StoreContract::increment));

        assertThat(store().evidence(10)).extracting(Store.Evidence::sequence).containsExactly(4L);
    }

    @Test
    default void evidenceComesOldestFirstUpToTheLimit() {
        for (int i = 0; i < 5; i++) {
            await(store().change(StoreContract::increment));
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

        CompletionStage<Long> change = store().change(StoreContract::increment);

        assertThatThrownBy(() -> await(change))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.Unavailable.class));
        assertThatThrownBy(() -> await(store().change(tx -> "")))
                .isInstanceOf(VaultException.class);
        assertThat(failures).containsExactly("evidence couldn't be handed over");
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
            accepted.add(store().change(StoreContract::increment).toCompletableFuture());
        }

        store().close();

        assertThat(accepted).allSatisfy(stage -> assertThat(stage).isCompleted());
        assertThatThrownBy(() -> await(store().change(tx -> "")))
                .isInstanceOf(VaultException.class);
        store().close();
    }
}
