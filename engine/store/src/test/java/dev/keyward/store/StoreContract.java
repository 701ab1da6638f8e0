package dev.keyward.store;

import static dev.keyward.store.Records.SCOPE;
import static dev.keyward.store.Records.await;
import static dev.keyward.store.Records.bytes;
import static dev.keyward.store.Records.key;
import static dev.keyward.store.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every store promises. An implementation is done when it passes. Here: what it keeps and
/// finds; changes and evidence in [ChangeContract].
interface StoreContract extends ChangeContract {
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
        byte[] large = new byte[3 << 20];
        large[large.length - 1] = 1;
        await(put(store(), new StoredRecord(key("n", ""), 1, 0, 0, new byte[0], large, bytes(""))));

        StoredRecord found = store().get(key("n", "")).orElseThrow();

        assertThat(found.clear()).isEmpty();
        assertThat(found.sealed()).isEqualTo(large);
        assertThat(found.mac()).isEmpty();
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
}
