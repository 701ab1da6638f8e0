package dev.keyward.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.store.Page;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedStoreTest {
    private static final RecordId NAME = RecordId.of("secret", "gamma");

    private final Path directory;
    private final World world;
    private final RecordScope scope;

    SealedStoreTest(@TempDir Path directory) {
        this.directory = directory;
        this.world = new World(directory);
        this.scope = world.sealed.vault(World.FIRST);
    }

    @Test
    void anotherProcessReadsTheSame() {
        SealedStore again = world.reopened();
        assertThat(again.deploymentId()).isEqualTo(world.sealed.deploymentId());
        assertThat(World.contents(again)).isEqualTo(World.contents(world.sealed)).hasSize(16);
        assertThat(again.hmac("cursor").of(new byte[3]))
                .isEqualTo(world.sealed.hmac("cursor").of(new byte[3]));
        assertThat(again.deploymentEpoch()).isEqualTo(world.sealed.deploymentEpoch());
    }

    @Test
    void anotherKeyFileDoesntOpenIt() throws IOException {
        SeededRandom random = new SeededRandom(1);
        KeyFile other = KeyFile.create(directory.resolve("keys/other.key"), random);
        assertThatThrownBy(() -> SealedStore.open(world.store, other, random))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("another key");
    }

    @Test
    void theHeaderCountsWhatItIsToldToAndAWalkAgrees() {
        SealedStore counting = world.node("node-2", SealedStoreTest::isSecret);
        RecordScope counted = counting.vault(World.FIRST);
        // Nobody has counted before: two were there.
        assertThat(counting.counted(World.FIRST)).isEqualTo(2);
        Sealed more = counted.seal(Draft.create(NAME, 0, World.clear("c"), null));
        world.change(tx -> counted.put(tx, more));
        assertThat(counting.counted(World.FIRST)).isEqualTo(3);
        assertThat(world.node("node-3", SealedStoreTest::isSecret).counted(World.FIRST))
                .isEqualTo(3);
        world.change(tx -> {
            counted.delete(tx, NAME);
            counted.delete(tx, NAME);
        });
        assertThat(counting.counted(World.FIRST)).isEqualTo(2);
        assertThat(counting.counted(new VaultId(new UUID(3, 3)))).isZero();
        assertThat(counting.verify(World.FIRST).orElseThrow().isGood()).isTrue();

        SealedStore otherwise = world.node("node-4", (_, _) -> false);
        assertThat(otherwise.verify(World.FIRST).orElseThrow().mismatch())
                .contains("counts 2 of its records, found 0");
    }

    private static boolean isSecret(RecordId record, byte[] clear) {
        return record.kind().equals("secret") && clear.length > 0;
    }

    @Test
    void aRecordComesBackWithItsPayload() {
        world.put(scope, Draft.create(NAME, 2, World.clear("c"), SecretBytes.ofUtf8("p")).due(77));
        OpenRecord record = scope.get(NAME).orElseThrow();
        assertThat(record.revision()).isEqualTo(1);
        assertThat(record.state()).isEqualTo(2);
        assertThat(record.dueEpochSecond()).isEqualTo(77);
        assertThat(record.<String>clear("test", in -> in.text())).isEqualTo("c");
        assertThat(record.payload()).contains(SecretBytes.ofUtf8("p"));
        assertThat(record.toString()).doesNotContain("payload");
        assertThat(scope.get(RecordId.of("secret", "none"))).isEmpty();
    }

    @Test
    void whoAsksIsToldOfChangesOfAKindOnceTheyAreCommitted() {
        List<String> told = new CopyOnWriteArrayList<>();
        world.sealed.follow(
                Set.of("secret"), changes -> changes.forEach(change -> told.add(told(change))));
        String first = World.FIRST.toString();
        world.put(scope, Draft.create(NAME, 1, World.clear("c"), null));
        world.put(scope, Draft.create(RecordId.of("other", "gamma"), 1, World.clear("c"), null));
        assertThat(told).containsExactly("written " + first + " gamma 1");
        // What isn't committed isn't told.
        assertThatThrownBy(() -> world.put(scope, Draft.create(NAME, 1, World.clear("c"), null)))
                .isInstanceOf(Exception.class);
        world.change(tx -> scope.delete(tx, NAME, RecordId.of("secret", "none")));
        world.change(tx -> world.sealed.eraseVault(tx, World.FIRST));
        assertThat(told)
                .containsExactly(
                        "written " + first + " gamma 1",
                        "deleted " + first + " gamma",
                        "ended " + first);
    }

    private static String told(RecordChange change) {
        return switch (change) {
            case RecordChange.Written written ->
                    "written "
                            + written.scope()
                            + " "
                            + written.open().id().name()
                            + " "
                            + written.revision();
            case RecordChange.Deleted(String scope, RecordId id) ->
                    "deleted " + scope + " " + id.name();
            case RecordChange.ScopeEnded(String scope) -> "ended " + scope;
        };
    }

    @Test
    void changesOfSeveralKindsAreToldTogetherAndInOrder() {
        List<List<String>> told = new CopyOnWriteArrayList<>();
        world.sealed.follow(
                Set.of("secret", "other"),
                changes -> told.add(changes.stream().map(SealedStoreTest::told).toList()));
        Sealed secret = scope.seal(Draft.create(NAME, 1, World.clear("c"), null));
        Sealed other =
                scope.seal(Draft.create(RecordId.of("other", "o"), 1, World.clear("c"), null));
        world.change(tx -> scope.put(tx, secret, other));
        String first = World.FIRST.toString();
        assertThat(told)
                .containsExactly(
                        List.of("written " + first + " gamma 1", "written " + first + " o 1"));
    }

    @Test
    void aFollowerCantOpenARecordThatWasWrittenBehindItsBack() {
        List<RecordChange.Written> told = new CopyOnWriteArrayList<>();
        world.sealed.follow(
                Set.of("secret"),
                changes -> changes.forEach(change -> told.add((RecordChange.Written) change)));
        StoredRecord row =
                world.store
                        .get(RecordId.of("secret", "alpha").in(World.FIRST.toString()))
                        .orElseThrow();
        world.overwrite(new Row(row).state(9).row());
        assertThatThrownBy(() -> told.getFirst().open())
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.IntegrityFailure.class));
    }

    @Test
    void theKeyOfAnErasedVaultIsForgotten() {
        world.change(tx -> world.sealed.eraseVault(tx, World.FIRST));
        assertThatThrownBy(() -> world.sealed.vault(World.FIRST))
                .isInstanceOf(VaultException.class);
    }

    @Test
    void aChangeKeepsThePayloadAndRaisesTheRevision() {
        RecordId id = new RecordId("secret-version", "alpha", "1");
        OpenRecord before = scope.get(id).orElseThrow();
        world.put(scope, before.change(3, 0, World.clear("new")));
        OpenRecord after = scope.get(id).orElseThrow();
        assertThat(after.revision()).isEqualTo(2);
        assertThat(after.state()).isEqualTo(3);
        assertThat(after.payload()).contains(SecretBytes.ofUtf8("payload alpha1"));
    }

    @Test
    void theSecondOfTwoChangesOfOneRevisionIsAConflictAndDoesNothing() {
        OpenRecord record = scope.get(RecordId.of("secret", "alpha")).orElseThrow();
        Sealed first = scope.seal(record.change(5, 0, World.clear("first")));
        Sealed second = scope.seal(record.change(6, 0, World.clear("second")));
        world.change(tx -> scope.put(tx, first));
        long epoch = scope.state().epoch();
        conflict(second);
        conflict(scope.seal(Draft.create(RecordId.of("secret", "alpha"), 1, new byte[0], null)));
        conflict(scope.seal(new Draft(NAME, 1, 1, 0, new byte[0], null)));
        assertThat(scope.get(record.id()).orElseThrow().state()).isEqualTo(5);
        assertThat(scope.state().epoch()).isEqualTo(epoch);
        scope.verifySet();
    }

    @Test
    void aChangeSeesItsOwnRecords() {
        Sealed record = scope.seal(Draft.create(NAME, 1, World.clear("x"), null));
        world.change(tx -> {
            assertThat(scope.get(tx, NAME)).isEmpty();
            scope.put(tx, record);
            assertThat(scope.get(tx, NAME)).isPresent();
            Page page = Page.first(scope.id(), "secret", 10);
            assertThat(scope.list(tx, page)).hasSize(3);
        });
    }

    @Test
    void countsAndEpochsFollowEachChange() {
        SetState before = scope.state();
        long deployment = world.sealed.deploymentEpoch();
        assertThat(before.count()).isEqualTo(6);
        List<Sealed> records =
                IntStream.range(0, 10)
                        .mapToObj(i -> RecordId.of("secret", "n" + i))
                        .map(id -> scope.seal(Draft.create(id, 1, new byte[0], null)))
                        .toList();
        world.change(tx -> scope.put(tx, records));
        assertThat(scope.state()).isEqualTo(new SetState(16, before.epoch() + 1));
        world.change(
                tx -> assertThat(scope.delete(tx, records.getFirst().id(), NAME)).isEqualTo(1));
        assertThat(scope.state()).isEqualTo(new SetState(15, before.epoch() + 2));
        assertThat(scope.verifySet()).isEqualTo(scope.state());
        assertThat(world.sealed.deploymentEpoch()).isEqualTo(deployment + 2);
    }

    @Test
    void deletingNothingChangesNothing() {
        SetState before = scope.state();
        world.change(tx -> assertThat(scope.delete(tx, NAME)).isZero());
        assertThat(scope.state()).isEqualTo(before);
    }

    @Test
    void aVaultMadeTwiceIsAConflict() {
        NewScope again = world.sealed.newVault(World.FIRST, World.TENANT);
        assertThatThrownBy(() -> world.change(again::put))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.Conflict.class));
    }

    @Test
    void theFirstRecordsOfAVaultCanBeMadeWithIt() {
        VaultId id = new VaultId(new UUID(3, 3));
        NewScope made = world.sealed.newVault(id, World.TENANT);
        Sealed record = made.scope().seal(Draft.create(NAME, 1, World.clear("x"), null));
        world.change(tx -> {
            made.put(tx);
            made.scope().put(tx, record);
        });
        assertThat(world.sealed.vault(id).get(NAME)).isPresent();
        assertThat(world.sealed.vault(id).verifySet().count()).isEqualTo(1);
    }

    @Test
    @Tag("security:S-01")
    void anErasedVaultLeavesNothingThatCouldBeRead() {
        List<StoredRecord> copies = world.store.scan(World.FIRST.toString(), null, 100);
        world.change(tx -> world.sealed.eraseVault(tx, World.FIRST));
        world.sealed.dropVault(World.FIRST);
        assertThat(world.store.scan(World.FIRST.toString(), null, 100)).isEmpty();
        assertThatThrownBy(() -> scope.seal(Draft.create(NAME, 1, new byte[0], null)))
                .isInstanceOf(VaultException.class);
        assertThatThrownBy(() -> world.sealed.vault(World.FIRST))
                .isInstanceOf(VaultException.class);
        // A copy put back is of no use: its key is gone.
        copies.forEach(world::overwrite);
        assertThatThrownBy(() -> world.reopened().vault(World.FIRST))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("missing");
        world.sealed.system().verifySet();
    }

    @Test
    void findsRecordsOfAllScopesWhoseTimeHasCome() {
        assertThat(world.sealed.due("secret-version", 999, 100)).isEmpty();
        List<DueRecord> due = world.sealed.due("secret-version", 1000, 100);
        assertThat(due).hasSize(8);
        assertThat(due).extracting(DueRecord::scope).contains(World.SECOND.toString());
        assertThat(due).extracting(each -> each.id().kind()).containsOnly("secret-version");
    }

    @Test
    @Tag("security:S-01")
    void payloadsDontShowInTheStore() {
        for (StoredRecord row : world.rows()) {
            for (byte[] column : List.of(row.sealed(), row.clear(), row.mac())) {
                assertThat(new String(column, StandardCharsets.ISO_8859_1))
                        .doesNotContain("payload ");
            }
        }
        assertThat(scope.get(new RecordId("secret-version", "beta", "2")).orElseThrow().payload())
                .map(payload -> payload.toUtf8(SecretAccess.request()))
                .contains("payload beta2");
    }

    @Test
    void aStoreWithRecordsButNoSealRecordIsntTakenForEmpty() {
        world.remove(SealRecord.PLACE);
        assertThatThrownBy(world::reopened)
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("no seal record");
    }

    @Test
    void closingWipesTheKeys() {
        RecordScope system = world.sealed.system();
        world.sealed.close();
        assertThatThrownBy(() -> scope.get(RecordId.of("secret", "alpha")))
                .isInstanceOf(VaultException.class);
        assertThatThrownBy(() -> system.seal(Draft.create(NAME, 1, new byte[0], null)))
                .isInstanceOf(VaultException.class);
        assertThatThrownBy(() -> world.sealed.newVault(new VaultId(new UUID(4, 4)), World.TENANT))
                .isInstanceOf(VaultException.class);
    }

    @Test
    void kindsOfThisRoomCantBeUsedByOthers() {
        for (String kind : List.of("set-header", "deployment-epoch", "seal")) {
            assertThatThrownBy(() ->
                            scope.seal(Draft.create(RecordId.of(kind, ""), 0, new byte[0], null)))
                    .hasMessageContaining("belongs to this room");
        }
    }

    @Test
    void writersAndAWalkDontDisturbEachOther() {
        List<CompletableFuture<Boolean>> writes =
                IntStream.range(0, 300)
                        .mapToObj(i -> RecordId.of("secret", "w" + i))
                        .map(id -> scope.seal(Draft.create(id, 1, new byte[0], null)))
                        .map(record ->
                                world.store
                                        .change(tx -> {
                                            scope.put(tx, record);
                                            return true;
                                        })
                                        .toCompletableFuture())
                        .toList();
        for (int i = 0; i < 20; i++) {
            assertThat(scope.verifySet().count()).isBetween(6L, 306L);
        }
        assertThat(writes).allSatisfy(write -> assertThat(write.join()).isTrue());
        assertThat(scope.verifySet().count()).isEqualTo(306);
    }

    @Test
    void walksMoreThanAPage() {
        List<Sealed> records =
                IntStream.range(0, 2500)
                        .mapToObj(i -> RecordId.of("secret", "w" + i))
                        .map(id -> scope.seal(Draft.create(id, 1, new byte[0], null)))
                        .toList();
        world.change(tx -> scope.put(tx, records));
        assertThat(scope.verifySet().count()).isEqualTo(2506);
        world.remove(new RecordKey(scope.id(), "secret", "w2400", ""));
        assertThatThrownBy(() -> scope.verifySet()).hasMessageContaining("found 2505");
    }

    private void conflict(Sealed record) {
        assertThatThrownBy(() -> world.change(tx -> scope.put(tx, record)))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.Conflict.class));
    }
}
