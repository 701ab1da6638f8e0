package dev.keyward.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What damage keeps from being used, what it leaves in use, and how it is repaired (security.md,
/// sections 4.3 and 4.4).
class DamageTest {
    private static final byte[] RECORD = "repaired".getBytes(StandardCharsets.UTF_8);
    private static final RecordId ALPHA = RecordId.of("secret", "alpha");
    private static final RecordId VAULT_RECORD =
            RecordId.of(SealedStore.VAULT_KIND, World.FIRST.toString());

    private final World world;

    DamageTest(@TempDir Path directory) {
        this.world = new World(directory);
    }

    private static RecordKey header(VaultId vault) {
        return SetHeader.place(vault.toString());
    }

    private void damage(RecordKey key) {
        StoredRecord row = world.store.get(key).orElseThrow();
        world.overwrite(new Row(row).state(row.state() + 1).row());
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
    @Tag("reliability:R-08")
    @Tag("security:S-03")
    void aDamagedRecordOfAVaultKeepsNothingElseFromBeingOpened() {
        for (RecordId record : List.of(VAULT_RECORD, WrappedKeys.of(World.FIRST))) {
            RecordKey key = record.in(SealedStore.SYSTEM);
            StoredRecord good = world.store.get(key).orElseThrow();
            damage(key);
            SealedStore reopened = world.reopened();
            assertThat(reopened.vault(World.SECOND).get(ALPHA)).isPresent();
            refused(() -> reopened.system().get(record), "was changed");
            Examination found = reopened.system().examine();
            assertThat(found.mismatch()).isNull();
            assertThat(found.damaged())
                    .singleElement()
                    .satisfies(each -> assertThat(each.id()).isEqualTo(record))
                    .satisfies(each -> assertThat(each.apart()).isTrue());
            world.overwrite(good);
        }
        world.reopened().system().verifySet();
    }

    @Test
    @Tag("security:S-03")
    void aDamagedRecordOfTheSystemKeepsTheDeploymentFromBeingOpenedAndIsNamed() {
        world.put(
                world.sealed.system(),
                Draft.create(RecordId.of("principal", "alice"), 0, World.clear("alice"), null));
        damage(RecordId.of("principal", "alice").in(SealedStore.SYSTEM));
        refused(world::reopened, "principal 'alice' of scope system was changed");
        refused(world::reopenedAsItIs, "principal 'alice' of scope system was changed");
    }

    @Test
    @Tag("security:S-03")
    @Tag("security:S-04")
    void aRecordOfTheSystemTakenAwayOrSetBackKeepsItFromBeingOpenedUntilThatIsAccepted() {
        RecordId role = RecordId.of("role", "assigned");
        RecordScope system = world.sealed.system();
        world.put(system, Draft.create(role, 0, World.clear("reader"), null));
        StoredRecord older = world.store.get(role.in(SealedStore.SYSTEM)).orElseThrow();
        world.put(system, system.get(role).orElseThrow().change(0, 0, World.clear("none")));

        world.overwrite(older);
        refused(world::reopened, "missing, added or older");
        world.remove(older.key());
        refused(world::reopened, "missing, added or older");

        assertThat(world.reopenedAsItIs().wasTakenAsItIs()).isTrue();
        world.reopened().system().verifySet();
        assertThat(world.reopenedAsItIs().wasTakenAsItIs()).isFalse();
    }

    @Test
    @Tag("security:S-04")
    void aRowSetBackTogetherWithItsHeaderIsNoticedAtStart() {
        for (String id : World.scopes()) {
            RecordScope scope =
                    id.equals(SealedStore.SYSTEM)
                            ? world.sealed.system()
                            : world.sealed.vault(new VaultId(UUID.fromString(id)));
            List<StoredRecord> before = new ArrayList<>(world.store.scan(id, null, 1000));
            before.removeIf(row -> row.key().kind().equals(Epoch.KIND));
            RecordId late = RecordId.of("secret", "late");
            world.put(scope, Draft.create(late, 1, new byte[0], null));
            List<StoredRecord> after = world.store.scan(id, null, 1000);

            before.forEach(world::overwrite);
            world.remove(late.in(id));
            refused(world::reopened, "set back together with their header");

            after.forEach(world::overwrite);
            world.reopened();
        }
    }

    @Test
    @Tag("reliability:R-08")
    @Tag("security:S-03")
    void aDamagedHeaderRefusesItsVaultUntilItIsRepaired() {
        damage(header(World.FIRST));
        SealedStore reopened = world.reopened();
        refused(() -> reopened.vault(World.FIRST), "was changed");
        refused(() -> reopened.requireSound(World.FIRST), "was changed");
        assertThat(reopened.integrityFailures()).isPositive();
        reopened.requireSound(World.SECOND);
        assertThat(reopened.vault(World.SECOND).verifySet().count()).isEqualTo(6);

        assertThat(reopened.repair(World.FIRST, _ -> RECORD)).isEmpty();

        reopened.requireSound(World.FIRST);
        assertThat(reopened.vault(World.FIRST).verifySet().count()).isEqualTo(6);
        assertThat(world.store.evidence(10)).hasSize(1);
        assertThat(world.reopened().vault(World.FIRST).get(ALPHA)).isPresent();
    }

    @Test
    @Tag("reliability:R-08")
    void aVaultWhoseHeaderIsGoneIsRepairedFromItsRecords() {
        world.remove(header(World.FIRST));
        SealedStore reopened = world.reopened();
        refused(() -> reopened.vault(World.FIRST), "is missing");
        reopened.repair(World.FIRST, _ -> RECORD);
        assertThat(reopened.vault(World.FIRST).verifySet().count()).isEqualTo(6);
        world.reopened().vault(World.FIRST).verifySet();
    }

    @Test
    @Tag("security:S-04")
    void aSetThatIsntTheOneCountedRefusesItsVaultOnceItIsFound() {
        world.remove(ALPHA.in(World.FIRST.toString()));
        SealedStore reopened = world.reopened();
        reopened.requireSound(World.FIRST);
        assertThat(reopened.verify(World.FIRST).orElseThrow().mismatch()).contains("found 5");
        refused(() -> reopened.requireSound(World.FIRST), "found 5");
        reopened.repair(World.FIRST, _ -> RECORD);
        reopened.requireSound(World.FIRST);
        assertThat(reopened.vault(World.FIRST).verifySet().count()).isEqualTo(5);
    }

    @Test
    @Tag("reliability:R-08")
    void aDamagedRecordOfAnObjectIsRefusedAloneAndRemovedByTheRepair() {
        damage(ALPHA.in(World.FIRST.toString()));
        SealedStore reopened = world.reopened();
        Examination found = reopened.verify(World.FIRST).orElseThrow();
        assertThat(found.mismatch()).isNull();
        assertThat(found.damaged()).singleElement().matches(each -> each.id().equals(ALPHA));
        reopened.requireSound(World.FIRST);
        RecordScope scope = reopened.vault(World.FIRST);
        refused(() -> scope.get(ALPHA), "was changed");
        assertThat(scope.get(RecordId.of("secret", "beta"))).isPresent();

        List<RecordId> told = new CopyOnWriteArrayList<>();
        reopened.follow(
                Set.of(ALPHA.kind()),
                changes ->
                        changes.forEach(change -> {
                            if (change instanceof RecordChange.Deleted(_, RecordId id)) {
                                told.add(id);
                            }
                        }));
        assertThat(reopened.repair(World.FIRST, _ -> RECORD)).containsExactly(ALPHA);

        assertThat(told).containsExactly(ALPHA);
        assertThat(scope.get(ALPHA)).isEmpty();
        assertThat(scope.verifySet().count()).isEqualTo(5);
        world.reopened().vault(World.FIRST).verifySet();
    }

    @Test
    @Tag("reliability:R-08")
    void aDamagedVaultRecordIsWrittenAnewAndNoOther() {
        SealedStore sealed = world.sealed;
        damage(VAULT_RECORD.in(SealedStore.SYSTEM));
        sealed.replaceDamaged(
                VAULT_RECORD,
                revision ->
                        sealed.system()
                                .seal(
                                        new Draft(
                                                VAULT_RECORD,
                                                revision,
                                                1,
                                                0,
                                                World.clear("made anew"),
                                                null)),
                () -> RECORD);
        sealed.system().verifySet();
        assertThat(world.reopened().system().get(VAULT_RECORD).orElseThrow().revision())
                .isEqualTo(2);
        assertThatThrownBy(() ->
                        sealed.replaceDamaged(
                                VAULT_RECORD,
                                revision ->
                                        sealed.system()
                                                .seal(
                                                        new Draft(
                                                                VAULT_RECORD,
                                                                revision,
                                                                1,
                                                                0,
                                                                new byte[0],
                                                                null)),
                                () -> RECORD))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.Conflict.class));
    }

    @Test
    @Tag("security:S-03")
    void damageToAVaultsRecordHidesNothingOfTheSystem() {
        RecordId role = RecordId.of("role", "assigned");
        world.put(world.sealed.system(), Draft.create(role, 0, World.clear("reader"), null));
        damage(VAULT_RECORD.in(SealedStore.SYSTEM));
        world.remove(role.in(SealedStore.SYSTEM));
        refused(world::reopened, "missing, added or older");
    }

    @Test
    void aVaultWithADamagedKeyCanBeErased() {
        damage(WrappedKeys.of(World.FIRST).in(SealedStore.SYSTEM));
        SealedStore reopened = world.reopened();
        refused(() -> reopened.vault(World.FIRST), "was changed");
        world.change(tx -> reopened.eraseVault(tx, World.FIRST));
        reopened.dropVault(World.FIRST);
        reopened.system().verifySet();
        assertThat(world.reopened().vaults()).containsExactly(World.SECOND);
    }
}
