package dev.keyward.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The epoch of a deployment that several nodes write to, each its own row (security.md, section
/// 4.4).
class EpochTest {
    private static final RecordKey ROW_OF_FIRST = row(SealedStore.ONLY_NODE);
    private static final RecordKey ROW_OF_SECOND = row("node-2");

    private final Path directory;
    private final World world;
    private final SealedStore first;
    private final SealedStore second;

    EpochTest(@TempDir Path directory) {
        this.directory = directory;
        this.world = new World(directory);
        this.first = world.sealed;
        this.second = world.node("node-2");
    }

    private static RecordKey row(String node) {
        return new RecordKey(SealedStore.SYSTEM, Epoch.KIND, node, "");
    }

    private void write(SealedStore by, VaultId vault, String name) {
        RecordScope scope = by.vault(vault);
        world.put(scope, Draft.create(RecordId.of("secret", name), 1, World.clear(name), null));
    }

    private StoredRecord stored(RecordKey key) {
        return world.store.get(key).orElseThrow();
    }

    private static void refused(Runnable action, String why) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e ->
                                assertThat(e.error())
                                        .isInstanceOfSatisfying(
                                                VaultError.IntegrityFailure.class,
                                                failure ->
                                                        assertThat(failure.what()).contains(why)));
    }

    @Test
    void eachNodeWritesItsOwnRowAndTheEpochIsTheirSum() {
        long before = first.deploymentEpoch();
        StoredRecord rowOfFirst = stored(ROW_OF_FIRST);
        write(second, World.FIRST, "by the second");
        write(second, World.SECOND, "by the second");
        assertThat(Row.equal(stored(ROW_OF_FIRST), rowOfFirst)).isTrue();
        assertThat(stored(ROW_OF_SECOND).revision()).isEqualTo(2);
        write(first, World.FIRST, "by the first");
        assertThat(List.of(first, second))
                .allSatisfy(node -> assertThat(node.deploymentEpoch()).isEqualTo(before + 3));
        world.node("node-3").system().verifySet();
    }

    @Test
    void aVaultThatOneNodeMadeAnotherErases() {
        write(second, World.FIRST, "by the second");
        world.change(tx -> second.eraseVault(tx, World.FIRST));
        assertThat(world.node("node-3").vaults()).containsExactly(World.SECOND);
        assertThat(world.reopened().vaults()).containsExactly(World.SECOND);
    }

    @Test
    @Tag("security:S-04")
    void theRowOfOneNodeSetBackIsNoticedByTheOthersAndAtStart() {
        write(second, World.FIRST, "one");
        StoredRecord older = stored(ROW_OF_SECOND);
        write(second, World.FIRST, "two");
        first.deploymentEpoch();

        world.overwrite(older);

        refused(first::deploymentEpoch, "was set back");
        refused(world::reopened, "set back together with their header");
        refused(() -> world.node("node-2"), "set back together with their header");
        assertThat(world.reopenedAsItIs().wasTakenAsItIs()).isTrue();
        world.node("node-2").deploymentEpoch();
    }

    @Test
    @Tag("security:S-04")
    void theRowOfOneNodeTakenAwayIsNoticedByTheOthersAndAtStart() {
        for (RecordKey row : List.of(ROW_OF_FIRST, ROW_OF_SECOND)) {
            write(second, World.FIRST, "name" + row.name());
            StoredRecord good = stored(row);
            first.deploymentEpoch();
            second.deploymentEpoch();

            world.remove(row);

            refused(first::deploymentEpoch, "is missing");
            refused(second::deploymentEpoch, "is missing");
            refused(world::reopened, "set back together with their header");
            refused(() -> world.node("node-2"), "set back together with their header");
            world.overwrite(good);
            world.reopened().deploymentEpoch();
        }
    }

    @Test
    @Tag("security:S-04")
    void aNodeWhoseRowIsGoneWritesNothing() {
        write(second, World.FIRST, "one");
        second.deploymentEpoch();
        world.remove(ROW_OF_SECOND);
        refused(() -> write(second, World.FIRST, "two"), "is missing");
    }

    @Test
    @Tag("security:S-04")
    void aVaultSetBackWithItsHeaderIsNoticedAtStartWhicheverNodeWroteIt() {
        for (SealedStore by : List.of(first, second)) {
            String name = "late" + by.deploymentEpoch();
            List<StoredRecord> before = world.store.scan(World.FIRST.toString(), null, 1000);
            write(by, World.FIRST, name);
            List<StoredRecord> after = world.store.scan(World.FIRST.toString(), null, 1000);

            before.forEach(world::overwrite);
            world.remove(RecordId.of("secret", name).in(World.FIRST.toString()));

            refused(world::reopened, "set back together with their header");
            refused(() -> world.node("node-2"), "set back together with their header");
            after.forEach(world::overwrite);
            world.reopened();
        }
    }

    @Test
    @Tag("security:S-04")
    void aVaultSetBackWithItsHeaderAndTheRowOfItsWriterLowersTheEpoch() {
        List<StoredRecord> before = world.store.scan(World.FIRST.toString(), null, 1000);
        write(second, World.SECOND, "so that there is a row");
        StoredRecord rowBefore = stored(ROW_OF_SECOND);
        write(second, World.FIRST, "late");
        long epoch = first.deploymentEpoch();

        before.forEach(world::overwrite);
        world.remove(RecordId.of("secret", "late").in(World.FIRST.toString()));
        world.overwrite(rowBefore);

        refused(first::deploymentEpoch, "was set back");
        // Nobody was there to see it: the anchor is higher.
        assertThat(world.reopened().deploymentEpoch()).isLessThan(epoch);
    }

    @Test
    @Tag("security:S-04")
    void aChangedRowOfAnyNodeKeepsItFromBeingOpened() {
        write(second, World.FIRST, "one");
        for (RecordKey key : List.of(ROW_OF_FIRST, ROW_OF_SECOND)) {
            StoredRecord good = stored(key);
            world.overwrite(new Row(good).revision(good.revision() + 1).row());
            refused(world::reopened, "was changed");
            refused(world::reopenedAsItIs, "was changed");
            world.overwrite(good);
        }
        RecordKey forged = row("node-3");
        world.overwrite(new Row(stored(ROW_OF_SECOND)).key(forged).row());
        refused(world::reopened, "was changed");
    }

    @Test
    void aStoreFromBeforeThereWereNodesGoesOnWithoutAMigration() {
        World old = new World(directory.resolve("old"), "");
        RecordKey unnamed = row("");
        StoredRecord row = old.store.get(unnamed).orElseThrow();
        long before = old.sealed.deploymentEpoch();

        SealedStore now = old.reopened();
        assertThat(now.deploymentEpoch()).isEqualTo(before);
        RecordScope scope = now.vault(World.FIRST);
        old.put(scope, Draft.create(RecordId.of("secret", "new"), 1, World.clear("c"), null));

        assertThat(now.deploymentEpoch()).isEqualTo(before + 1);
        assertThat(Row.equal(old.store.get(unnamed).orElseThrow(), row)).isTrue();
        old.reopened().system().verifySet();
        old.remove(unnamed);
        refused(now::deploymentEpoch, "is missing");
        refused(old::reopened, "set back together with their header");
    }

    @Test
    void aNewKeyOfTheSystemReachesTheRowsOfAllNodes() {
        write(second, World.FIRST, "one");
        long epoch = first.deploymentEpoch();
        int generation = first.rotation(() -> {}).system(() -> new byte[0]);
        assertThat(generation).isGreaterThan(1);
        SealedStore again = world.node("node-2");
        assertThat(again.deploymentEpoch()).isGreaterThan(epoch);
        write(again, World.FIRST, "two");
        world.reopened().system().verifySet();
    }
}
