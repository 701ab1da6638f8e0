package dev.keyward.records.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.Draft;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.records.SealedStore;
import dev.keyward.records.Stages;
import dev.keyward.store.Page;
import dev.keyward.store.RecordKey;
import dev.keyward.store.Store;
import dev.keyward.store.StoredRecord;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes over one store, each with its own memory of the entities.
class EntityStoreTest {
    private static byte[] evidence() {
        return "evidence".getBytes(StandardCharsets.UTF_8);
    }

    private static final Club CHESS = new Club("1", "Chess");
    private static final Member ANNA =
            Member.of("a", "1", Set.of("ann", "annie"), Set.of("chess", "go"));
    private static final Member BERT = Member.of("b", "1", Set.of("bertie"), Set.of("chess"));

    private final Store store = Store.inMemory();
    private final SeededRandom random = new SeededRandom(5);
    private SealedStore sealed;
    private SealedStore other;
    private EntityStore here;
    private EntityStore there;

    @TempDir private Path directory;

    @BeforeEach
    void open() throws IOException {
        sealed = reopened();
        here = entities();
        other = reopened();
        there = EntityStore.open(other, store, List.of(Club.KIND, Member.KIND));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private SealedStore reopened() throws IOException {
        return SealedStore.open(
                store, KeyFile.openOrCreate(directory.resolve("root.key"), random), random);
    }

    private EntityStore entities() {
        return EntityStore.open(sealed, store, List.of(Club.KIND, Member.KIND));
    }

    private static Entities<Club> clubs(EntityStore of) {
        return of.of(Club.KIND);
    }

    private static Entities<Member> members(EntityStore of) {
        return of.of(Member.KIND);
    }

    private static <T> T await(CompletionStage<T> stage) {
        return Stages.join(stage);
    }

    private static void commit(Batch batch) {
        await(batch.commit("done", EntityStoreTest::evidence));
    }

    private static void conflict(Batch batch, String what) {
        assertThatThrownBy(() -> commit(batch))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isEqualTo(new VaultError.Conflict(what)));
    }

    private Batch create(Club club) {
        return here.batch().create(clubs(here), club);
    }

    private Batch create(Member member) {
        return here.batch().create(members(here), member);
    }

    private void begin() {
        commit(create(CHESS).create(members(here), ANNA).create(members(here), BERT));
    }

    @Test
    void anEntityIsFoundByKeyByUniqueValueByIndexAndByParentOnEveryNode() {
        begin();
        for (EntityStore node : List.of(here, there)) {
            assertThat(clubs(node).find("1")).contains(CHESS);
            assertThat(clubs(node).find(Club.NAME, "chess")).contains(CHESS);
            assertThat(clubs(node).all()).containsExactly(CHESS);
            assertThat(members(node).find("a")).contains(ANNA);
            assertThat(members(node).find(Member.NICKNAME, "annie")).contains(ANNA);
            assertThat(members(node).list(Member.GAME, "chess"))
                    .containsExactlyInAnyOrder(ANNA, BERT);
            assertThat(members(node).list(Member.GAME, "go")).containsExactly(ANNA);
            assertThat(members(node).childrenOf("1")).containsExactlyInAnyOrder(ANNA, BERT);
            assertThat(members(node).find("c")).isEmpty();
            assertThat(members(node).find(Member.NICKNAME, "c")).isEmpty();
            assertThat(members(node).list(Member.GAME, "poker")).isEmpty();
            assertThat(members(node).childrenOf("2")).isEmpty();
        }
    }

    @Test
    void itIsShownBeforeTheStageCompletesAndTheStampMoves() {
        long before = there.stamp();
        boolean shown =
                await(
                        create(CHESS)
                                .commit(CHESS, EntityStoreTest::evidence)
                                .thenApply(_ ->
                                        clubs(there).find("1").isPresent()
                                                && there.stamp() > before));
        assertThat(shown).isTrue();
    }

    @Test
    void aReplacedEntityIsFoundByItsNewValuesAlone() {
        begin();
        Member next = Member.of("a", "1", Set.of("annie", "nan"), Set.of("go", "poker"));
        commit(here.batch().replace(members(here), ANNA, next));
        for (EntityStore node : List.of(here, there, entities())) {
            assertThat(members(node).find("a")).contains(next);
            assertThat(members(node).find(Member.NICKNAME, "ann")).isEmpty();
            assertThat(members(node).find(Member.NICKNAME, "annie")).contains(next);
            assertThat(members(node).find(Member.NICKNAME, "nan")).contains(next);
            assertThat(members(node).list(Member.GAME, "chess")).containsExactly(BERT);
            assertThat(members(node).list(Member.GAME, "poker")).containsExactly(next);
        }
        // What it gave up is free for others.
        commit(create(Member.of("c", "1", Set.of("ann"), Set.of())));
    }

    @Test
    void aDeletedEntityIsFoundNowhereAndItsNamesAreFree() {
        begin();
        commit(here.batch().delete(members(here), ANNA));
        for (EntityStore node : List.of(here, there, entities())) {
            assertThat(members(node).find("a")).isEmpty();
            assertThat(members(node).find(Member.NICKNAME, "ann")).isEmpty();
            assertThat(members(node).list(Member.GAME, "go")).isEmpty();
            assertThat(members(node).childrenOf("1")).containsExactly(BERT);
        }
        commit(create(ANNA));
        assertThat(members(there).find(Member.NICKNAME, "ann")).contains(ANNA);
    }

    @Test
    void aNameIsTakenOnceWhoeverTakesItAndEvenIfMemoryKnowsNothingOfIt() {
        commit(create(CHESS));
        conflict(create(new Club("2", "CHESS")), "club with one of these names");
        // Both are made before either is committed, so no memory could tell.
        Batch first = create(new Club("3", "Go"));
        Batch second = there.batch().create(clubs(there), new Club("4", "Go"));
        commit(first);
        conflict(second, "club with one of these names");
        assertThat(clubs(here).all()).hasSize(2);
        sealed.system().verifySet();
    }

    @Test
    void namesChangeHandsWithinOneBatch() {
        begin();
        Member anna = Member.of("a", "1", Set.of("bertie"), Set.of());
        Member bert = Member.of("b", "1", Set.of("ann"), Set.of());
        commit(here.batch().replace(members(here), ANNA, anna).replace(members(here), BERT, bert));
        for (EntityStore node : List.of(here, there, entities())) {
            assertThat(members(node).find(Member.NICKNAME, "bertie")).contains(anna);
            assertThat(members(node).find(Member.NICKNAME, "ann")).contains(bert);
            assertThat(members(node).find(Member.NICKNAME, "annie")).isEmpty();
        }
    }

    @Test
    void whatWasChangedMeanwhileIsAConflict() {
        begin();
        Member one = Member.of("a", "1", Set.of("one"), Set.of());
        Member two = Member.of("a", "1", Set.of("two"), Set.of());
        Batch first = here.batch().replace(members(here), ANNA, one);
        Batch second = there.batch().replace(members(there), ANNA, two);
        Batch removal = there.batch().delete(members(there), ANNA);
        commit(first);
        conflict(second, "member a");
        conflict(removal, "member that was changed meanwhile");
        assertThatThrownBy(() -> here.batch().replace(members(here), ANNA, two))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e ->
                                assertThat(e.error())
                                        .isEqualTo(
                                                new VaultError.Conflict(
                                                        "member that was changed meanwhile")));
        assertThat(members(there).find(Member.NICKNAME, "one")).contains(one);
        assertThat(members(there).find(Member.NICKNAME, "two")).isEmpty();
    }

    @Test
    void aBatchIsWholeOrNotAtAllAndLeavesItsEvidence() {
        commit(create(CHESS));
        long stamp = here.stamp();
        conflict(create(ANNA).create(clubs(here), CHESS), "club with one of these names");
        conflict(
                create(new Club("9", "Nine"))
                        .also(_ -> {
                            throw new VaultException(new VaultError.Conflict("also"));
                        }),
                "also");
        assertThat(members(here).isEmpty()).isTrue();
        assertThat(clubs(here).find("9")).isEmpty();
        assertThat(here.stamp()).isEqualTo(stamp);
        assertThat(store.evidence(10)).hasSize(1);
        commit(create(ANNA));
        assertThat(store.evidence(10)).hasSize(2);
    }

    @Test
    void noneIsMadeWithoutItsParent() {
        commit(create(CHESS));
        Batch late = create(ANNA);
        commit(there.batch().delete(clubs(there), CHESS));
        conflict(late, "club that isn't there");
        commit(create(CHESS).create(members(here), ANNA));
    }

    @Test
    void entitiesStayAsTheyAreUnderANewKeyOfTheSystem() {
        begin();
        // It couldn't know of the new key.
        other.close();
        sealed.rotation(() -> {}).system(EntityStoreTest::evidence);
        assertThat(members(here).all()).containsExactlyInAnyOrder(ANNA, BERT);
        Member next = Member.of("a", "1", Set.of("nan"), Set.of());
        commit(here.batch().replace(members(here), ANNA, next));
        assertThat(members(entities()).find(Member.NICKNAME, "nan")).contains(next);
    }

    @Test
    void whatIsntThereIsPassedOverWhenItIsDeleted() {
        commit(here.batch().delete(clubs(here), CHESS));
        assertThat(store.evidence(10)).hasSize(1);
    }

    @Test
    void aRecordOfAnOlderFormatIsReadAndOneOfAnUnknownKeepsItFromBeingOpened() {
        commit(create(CHESS));
        put(old("a", "ann"));
        assertThat(members(there).find("a").orElseThrow().games()).isEmpty();
        assertThat(members(entities()).find(Member.NICKNAME, "ann")).isPresent();
    }

    // --- stores without rows of unique values

    @Test
    void aStoreFromBeforeThereWereUniqueRowsIsCompletedOnce() {
        commit(create(CHESS));
        put(old("a", "ann"));
        put(old("b", "bert"));
        List<String> before = uniqueRows();
        assertThat(before).containsExactly("club.name chess");

        EntityStore again = entities();

        assertThat(uniqueRows())
                .containsExactly("club.name chess", "member.nickname ann", "member.nickname bert");
        conflict(
                again.batch().create(members(again), Member.of("c", "1", Set.of("bert"), Set.of())),
                "member with one of these names");
        long epoch = sealed.deploymentEpoch();
        entities();
        assertThat(sealed.deploymentEpoch()).as("nothing to do twice").isEqualTo(epoch);
        sealed.system().verifySet();
    }

    @Test
    void rowsThatNobodyHoldsAreRemoved() {
        begin();
        // As a release does that knows of no such rows.
        RecordScope system = sealed.system();
        Stages.join(store.change(tx -> system.delete(tx, RecordId.of("member", "a"))));
        entities();
        assertThat(uniqueRows()).containsExactly("club.name chess", "member.nickname bertie");
    }

    @Test
    void ofTwoThatHadTheSameNameBeforeTheFirstKeepsIt() {
        commit(create(CHESS));
        put(old("a", "ann"));
        put(old("b", "ann"));
        entities();
        assertThat(uniqueRows()).containsExactly("club.name chess", "member.nickname ann");
        EntityStore again = entities();
        assertThat(members(again).all()).hasSize(2);
        // The other gives up what it never held.
        Member other = members(again).find("b").orElseThrow();
        commit(
                again.batch()
                        .replace(members(again), other, Member.of("b", "1", Set.of(), Set.of())));
        assertThat(uniqueRows()).containsExactly("club.name chess", "member.nickname ann");
    }

    private Draft old(String id, String nickname) {
        byte[] clear =
                CanonicalWriter.of("member", 1)
                        .text(id)
                        .text("1")
                        .texts(List.of(nickname))
                        .toBytes();
        SecretBytes word =
                CanonicalWriter.of("word", 1).secret(SecretBytes.ofUtf8("old")).toSecretBytes();
        return Draft.create(RecordId.of("member", id), 0, clear, word);
    }

    private void put(Draft draft) {
        Sealed record = sealed.system().seal(draft);
        Stages.join(
                store.change(tx -> {
                    sealed.system().put(tx, record);
                    return record;
                }));
    }

    private List<String> uniqueRows() {
        List<String> rows = new ArrayList<>();
        sealed.system()
                .list(Page.first(SealedStore.SYSTEM, "unique", 100))
                .forEach(row -> rows.add(row.id().name() + " " + row.id().version()));
        return rows;
    }

    // --- damage

    @Test
    void aDamagedRecordKeepsTheDeploymentFromBeingOpened() {
        begin();
        sealed.close();
        other.close();
        damage("member", "a");
        assertThatThrownBy(this::reopened)
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.IntegrityFailure.class));
    }

    @Test
    void aDamagedRecordThatConcernsOneVaultIsRefusedAloneUntilItIsReplaced() throws IOException {
        EntityStore vaults = EntityStore.open(sealed, store, List.of(Place.KIND));
        Entities<Place> places = vaults.of(Place.KIND);
        Place here = new Place("here");
        Place gone = new Place("gone");
        commit(vaults.batch().create(places, here).create(places, gone));
        damage(SealedStore.VAULT_KIND, "gone");

        SealedStore again = reopened();
        Entities<Place> found = EntityStore.open(again, store, List.of(Place.KIND)).of(Place.KIND);

        for (Entities<Place> each : List.of(places, found)) {
            assertThat(each.all()).containsExactly(here);
            assertThat(each.find("gone")).isEmpty();
            assertThat(each.damaged()).containsOnlyKeys("gone");
        }
        vaults.replaceDamaged(places, gone, EntityStoreTest::evidence);
        for (Entities<Place> each : List.of(places, found)) {
            assertThat(each.find("gone")).contains(gone);
            assertThat(each.damaged()).isEmpty();
        }
    }

    private void damage(String kind, String name) {
        RecordKey key = new RecordKey(SealedStore.SYSTEM, kind, name, "");
        StoredRecord row = store.get(key).orElseThrow();
        byte[] mac = row.mac().clone();
        mac[mac.length - 1] ^= 1;
        StoredRecord changed =
                new StoredRecord(
                        key,
                        row.revision(),
                        row.state(),
                        row.dueEpochSecond(),
                        row.clear(),
                        row.sealed(),
                        mac);
        Stages.join(
                store.change(tx -> {
                    tx.put(changed);
                    return changed;
                }));
    }
}
