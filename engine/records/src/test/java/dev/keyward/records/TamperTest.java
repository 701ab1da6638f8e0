package dev.keyward.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Someone with the database changes it behind our back (security.md, sections 4.4 and 13): every
/// change of every column of every row is noticed, and nothing changed is ever served.
class TamperTest {
    private static final Logger REPORTS = Logger.getLogger(Failures.class.getName());

    private final World world;
    private final Map<RecordKey, String> truth;
    private int mutations;

    TamperTest(@TempDir Path directory) {
        this.world = new World(directory);
        this.truth = World.contents(world.sealed);
    }

    /// Thousands of failures are wanted here, and their reports are not.
    @BeforeAll
    static void quiet() {
        REPORTS.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        REPORTS.setLevel(null);
    }

    @Test
    @Tag("security:S-02")
    @Tag("security:S-03")
    void everyChangeOfEveryColumnOfEveryRowIsNoticed() {
        for (StoredRecord row : world.rows()) {
            for (StoredRecord changed : changesOf(row)) {
                noticed("changed " + row.key(), w -> w.overwrite(changed), List.of(row));
            }
        }
        assertThat(mutations).isGreaterThanOrEqualTo(5000);
    }

    @Test
    @Tag("security:S-02")
    void everyExchangeOfColumnsBetweenRowsIsNoticed() {
        List<StoredRecord> rows = world.rows();
        for (StoredRecord a : rows) {
            for (StoredRecord b : rows) {
                if (a.key().equals(b.key())) {
                    continue;
                }
                List<StoredRecord> exchanges = new ArrayList<>();
                exchanges.add(new Row(a).columnsOf(b).row());
                exchanges.add(new Row(a).clear(b.clear()).row());
                exchanges.add(new Row(a).sealed(b.sealed()).row());
                exchanges.add(new Row(a).mac(b.mac()).row());
                exchanges.add(new Row(a).sealed(b.sealed()).mac(b.mac()).row());
                for (StoredRecord exchange : exchanges) {
                    if (!Row.equal(exchange, a)) {
                        noticed(
                                "columns of " + b.key() + " in " + a.key(),
                                w -> w.overwrite(exchange),
                                List.of(a));
                    }
                }
            }
        }
        assertThat(mutations).isGreaterThan(1000);
    }

    @Test
    @Tag("security:S-02")
    void everyRowCopiedToAnotherPlaceIsNoticed() {
        for (StoredRecord row : world.rows()) {
            RecordKey k = row.key();
            List<RecordKey> places = new ArrayList<>();
            World.scopes().forEach(s -> places.add(key(s, k.kind(), k.name(), k.version())));
            for (String kind : List.of("secret", "secret-version", "vault", "scope-key")) {
                places.add(key(k.scope(), kind, k.name(), k.version()));
            }
            places.add(key(k.scope(), k.kind(), k.name() + "x", k.version()));
            places.add(key(k.scope(), k.kind(), "aaa", k.version()));
            places.add(key(k.scope(), k.kind(), k.name(), k.version() + "3"));
            for (RecordKey place : places) {
                if (!place.equals(k)) {
                    Optional<StoredRecord> there = world.store.get(place);
                    noticed(
                            k + " copied to " + place,
                            w -> w.overwrite(new Row(row).key(place).row()),
                            there.map(List::of).orElse(List.of()),
                            place);
                }
            }
        }
        assertThat(mutations).isGreaterThan(150);
    }

    @Test
    @Tag("security:S-02")
    @Tag("security:S-03")
    @Tag("security:S-04")
    void everyRowDeletedIsNoticed() {
        for (StoredRecord row : world.rows()) {
            noticed("deleted " + row.key(), w -> w.remove(row.key()), List.of(row));
        }
        assertThat(mutations).isEqualTo(world.rows().size());
    }

    @Test
    @Tag("security:S-02")
    void rowsExchangedWithEachOtherAreNoticed() {
        List<StoredRecord> rows = world.rows();
        for (int i = 0; i < rows.size(); i++) {
            StoredRecord a = rows.get(i);
            StoredRecord b = rows.get((i + 1) % rows.size());
            noticed(
                    a.key() + " against " + b.key(),
                    w -> {
                        w.overwrite(new Row(a).key(b.key()).row());
                        w.overwrite(new Row(b).key(a.key()).row());
                    },
                    List.of(a, b));
        }
    }

    @Test
    @Tag("security:S-04")
    void anOlderCopyOfOneRowIsNoticedByTheWalk() {
        for (OpenRecord record : allRecords()) {
            StoredRecord older = record.row();
            RecordScope scope = scope(record.scope());
            world.put(scope, record.change(record.state() + 1, 0, World.clear("newer")));
            StoredRecord newer = world.store.get(older.key()).orElseThrow();

            world.overwrite(older);

            assertIntegrity(() -> scope.verifySet());
            assertIntegrity(() -> scope(world.reopened(), record.scope()).verifySet());
            world.overwrite(newer);
            scope.verifySet();
        }
    }

    @Test
    @Tag("security:S-04")
    void aRecordDeletedAndMadeAgainIsntTheOlderOne() {
        RecordScope scope = world.sealed.vault(World.FIRST);
        RecordId id = RecordId.of("secret", "again");
        world.put(scope, Draft.create(id, 1, World.clear("first life"), null));
        StoredRecord first = world.store.get(id.in(scope.id())).orElseThrow();
        world.change(tx -> scope.delete(tx, id));
        world.put(scope, Draft.create(id, 1, World.clear("second life"), null));
        scope.verifySet();

        world.overwrite(first);

        assertIntegrity(() -> scope.verifySet());
    }

    @Test
    @Tag("security:S-04")
    void aRowSetBackTogetherWithItsHeaderIsNoticedByARunningServer() {
        for (String id : World.scopes()) {
            RecordScope scope = scope(id);
            List<StoredRecord> before = world.store.scan(id, null, 1000);
            world.put(scope, Draft.create(RecordId.of("secret", "late"), 1, new byte[0], null));
            List<StoredRecord> after = world.store.scan(id, null, 1000);
            scope.state();

            world.change(tx -> {
                tx.deleteScope(id);
                before.forEach(tx::put);
            });

            assertIntegrity(() -> scope.state());
            assertIntegrity(() -> scope.verifySet());
            Sealed next =
                    scope.seal(Draft.create(RecordId.of("secret", "n"), 1, new byte[0], null));
            assertIntegrity(() -> world.change(tx -> scope.put(tx, next)));
            world.change(tx -> {
                tx.deleteScope(id);
                after.forEach(tx::put);
            });
            scope.verifySet();
        }
    }

    @Test
    @Tag("security:S-04")
    void aWholeStoreSetBackIsNoticedByARunningServer() {
        List<StoredRecord> before = world.rows();
        RecordScope scope = world.sealed.vault(World.FIRST);
        world.put(scope, Draft.create(RecordId.of("secret", "late"), 1, new byte[0], null));
        world.sealed.deploymentEpoch();

        world.change(tx -> {
            World.scopes().forEach(tx::deleteScope);
            before.forEach(tx::put);
        });

        assertIntegrity(() -> world.sealed.deploymentEpoch());
    }

    @Test
    @Tag("security:S-02")
    void eachFailureIsCounted() {
        StoredRecord row =
                world.store.get(key(World.FIRST.toString(), "secret", "alpha", "")).orElseThrow();
        world.overwrite(new Row(row).state(9).row());
        RecordScope scope = world.sealed.vault(World.FIRST);
        assertIntegrity(() -> scope.get(RecordId.of("secret", "alpha")));
        assertIntegrity(() -> scope.get(RecordId.of("secret", "alpha")));
        assertThat(world.sealed.integrityFailures()).isEqualTo(2);
    }

    @Test
    @Tag("security:S-02")
    void aChangedRowIsNoticedBeforeItIsReplacedOrDeleted() {
        RecordScope scope = world.sealed.vault(World.FIRST);
        RecordId id = RecordId.of("secret", "alpha");
        OpenRecord good = scope.get(id).orElseThrow();
        world.overwrite(new Row(good.row()).state(9).row());
        Sealed next = scope.seal(good.change(1, 0, World.clear("next")));
        assertIntegrity(() -> world.change(tx -> scope.put(tx, next)));
        assertIntegrity(() -> world.change(tx -> scope.delete(tx, id)));
    }

    private void noticed(String what, Consumer<World> tampering, List<StoredRecord> touched) {
        noticed(what, tampering, touched, null);
    }

    /// Does it, looks, and undoes it.
    private void noticed(
            String what,
            Consumer<World> tampering,
            List<StoredRecord> touched,
            @Nullable RecordKey added) {
        mutations++;
        tampering.accept(world);
        // A running server serves nothing changed either; the deployment's own rows it reads at
        // start alone.
        isNoticed(world.sealed);
        assertThat(isNoticedAtStart()).as(what).isTrue();
        if (added != null) {
            world.remove(added);
        }
        touched.forEach(world::overwrite);
    }

    private boolean isNoticedAtStart() {
        try {
            return isNoticed(world.reopened());
        } catch (VaultException e) {
            return isIntegrity(e);
        }
    }

    /// Reads everything; whatever comes must be the truth, and some read must fail.
    private boolean isNoticed(SealedStore sealed) {
        boolean noticed = false;
        for (String id : World.scopes()) {
            try {
                RecordScope scope = scope(sealed, id);
                noticed |= serves(scope);
                scope.verifySet();
            } catch (VaultException e) {
                noticed |= isIntegrity(e);
            }
        }
        return noticed;
    }

    private boolean serves(RecordScope scope) {
        boolean noticed = false;
        Map<RecordKey, String> served = new TreeMap<>(Comparator.comparing(Object::toString));
        for (StoredRecord row : world.store.scan(scope.id(), null, 1000)) {
            RecordKey key = row.key();
            try {
                scope.get(RecordId.of(key)).ifPresent(r -> served.put(key, World.text(r)));
            } catch (VaultException e) {
                noticed |= isIntegrity(e);
            }
        }
        served.forEach((key, text) -> {
            if (!isOfTheRoom(key)) {
                assertThat(truth.get(key)).as("served from " + key).isEqualTo(text);
            }
        });
        return noticed;
    }

    private static boolean isOfTheRoom(RecordKey key) {
        return List.of("set-header", "deployment-epoch", "seal").contains(key.kind());
    }

    private static boolean isIntegrity(VaultException e) {
        return e.error() instanceof VaultError.IntegrityFailure;
    }

    private static void assertIntegrity(Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        VaultException.class, e -> assertThat(isIntegrity(e)).isTrue());
    }

    private List<OpenRecord> allRecords() {
        List<OpenRecord> records = new ArrayList<>();
        for (RecordKey key : truth.keySet()) {
            scope(key.scope()).get(RecordId.of(key)).ifPresent(records::add);
        }
        return records;
    }

    private RecordScope scope(String id) {
        return scope(world.sealed, id);
    }

    private static RecordScope scope(SealedStore sealed, String id) {
        if (id.equals(SealedStore.SYSTEM)) {
            return sealed.system();
        }
        return sealed.vault(id.equals(World.FIRST.toString()) ? World.FIRST : World.SECOND);
    }

    private static List<StoredRecord> changesOf(StoredRecord row) {
        List<StoredRecord> changes = new ArrayList<>();
        for (long by : new long[] {-1, 1, 1000}) {
            changes.add(new Row(row).revision(row.revision() + by).row());
            changes.add(new Row(row).state((int) (row.state() + by)).row());
            changes.add(new Row(row).due(row.dueEpochSecond() + by).row());
        }
        variants(row.clear()).forEach(clear -> changes.add(new Row(row).clear(clear).row()));
        variants(row.sealed()).forEach(sealed -> changes.add(new Row(row).sealed(sealed).row()));
        variants(row.mac()).forEach(mac -> changes.add(new Row(row).mac(mac).row()));
        return changes;
    }

    /// Flips at some 60 places over the whole length, and other lengths.
    private static List<byte[]> variants(byte[] column) {
        List<byte[]> variants = new ArrayList<>();
        int step = Math.max(1, column.length / 60);
        for (int i = 0; i < column.length; i += step) {
            for (int bit : new int[] {i % 8, (i + 5) % 8}) {
                byte[] flipped = column.clone();
                flipped[i] ^= (byte) (1 << bit);
                variants.add(flipped);
            }
        }
        variants.add(Arrays.copyOf(column, column.length + 1));
        if (column.length > 0) {
            variants.add(Arrays.copyOf(column, column.length - 1));
            variants.add(new byte[0]);
            variants.add(new byte[column.length]);
        }
        return variants;
    }

    private static RecordKey key(String scope, String kind, String name, String version) {
        return new RecordKey(scope, kind, name, version);
    }
}
