package dev.keyward.records.entities;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.records.Stages;
import dev.keyward.store.Store;
import dev.keyward.store.Transaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows that say who has a value of a [Unique], one a value.
///
/// Stores made before there were such rows have none, and a release that doesn't know them leaves
/// theirs as they are; so at each opening those that lack are added and those that nobody holds are
/// removed.
final class UniqueRows {
    private static final Logger LOG = System.getLogger(UniqueRows.class.getName());
    private static final String KIND = "unique";

    private final RecordScope system;
    private final Collection<Entities<?>> all;

    /// Holders as they were stored before the entities were read.
    private final Map<RecordId, String> stored = new HashMap<>();

    private UniqueRows(RecordScope system, Collection<Entities<?>> all) {
        this.system = system;
        this.all = all;
    }

    /// Who holds a value.
    ///
    /// @param holder the key of the entity
    record Held(String kind, RecordId row, String holder) {}

    private record Missing(RecordId entity, long revision, Held held, Sealed sealed) {}

    /// The row of each value that an entity has.
    static <T extends Object> Set<Held> of(EntityKind<T> kind, T entity) {
        Set<Held> rows = new LinkedHashSet<>();
        for (Unique<T> unique : kind.uniques()) {
            for (String value : unique.values().apply(entity)) {
                rows.add(new Held(kind.word(), id(kind, unique, value), kind.key(entity)));
            }
        }
        return rows;
    }

    private static RecordId id(EntityKind<?> kind, Unique<?> unique, String value) {
        return new RecordId(KIND, index(kind, unique), value);
    }

    private static String index(EntityKind<?> kind, Unique<?> unique) {
        return kind.word() + "." + unique.word();
    }

    static Sealed seal(RecordScope system, Held held) {
        byte[] clear = CanonicalWriter.of(KIND, 1).text(held.holder()).toBytes();
        return system.seal(Draft.create(held.row(), 0, clear, null));
    }

    private static String holder(OpenRecord row) {
        return row.clear(KIND, in -> in.expectFormat(1).text());
    }

    /// To be called before the entities are read: then a row whose entity isn't among them is one
    /// that nobody holds.
    static UniqueRows read(RecordScope system, Collection<Entities<?>> all) {
        UniqueRows rows = new UniqueRows(system, all);
        List<String> ours =
                all.stream()
                        .map(Entities::kind)
                        .flatMap(kind -> kind.uniques().stream().map(each -> index(kind, each)))
                        .toList();
        if (!ours.isEmpty()) {
            system.forEach(
                    KIND,
                    row -> {
                        if (ours.contains(row.id().name())) {
                            rows.stored.put(row.id(), holder(row));
                        }
                    },
                    damage -> {
                        throw new VaultException(new VaultError.IntegrityFailure(damage.what()));
                    });
        }
        return rows;
    }

    /// To be called once the entities were read.
    void complete(Store store) {
        List<Missing> missing = new ArrayList<>();
        Map<RecordId, String> stale = new HashMap<>(stored);
        all.forEach(entities -> compare(entities, missing, stale));
        if (!missing.isEmpty() || !stale.isEmpty()) {
            Stages.join(store.change(tx -> write(tx, missing, stale)));
        }
    }

    private <T extends Object> void compare(
            Entities<T> entities, List<Missing> missing, Map<RecordId, String> stale) {
        EntityKind<T> kind = entities.kind();
        for (Entities.Entry<T> entry : entities.entries()) {
            for (Held held : of(kind, entry.entity())) {
                stale.remove(held.row(), held.holder());
                if (!held.holder().equals(stored.get(held.row()))) {
                    missing.add(
                            new Missing(
                                    RecordId.of(kind.word(), held.holder()),
                                    entry.revision(),
                                    held,
                                    seal(system, held)));
                }
            }
        }
    }

    /// Looks again, now that no other change can come between.
    private int write(Transaction tx, List<Missing> missing, Map<RecordId, String> stale) {
        Set<RecordId> gone = new HashSet<>();
        stale.forEach((row, holder) -> {
            if (holder.equals(holder(system, tx, row))) {
                gone.add(row);
            }
        });
        Map<RecordId, Missing> added = new LinkedHashMap<>();
        for (Missing each : missing) {
            RecordId row = each.held().row();
            Missing other = added.get(row);
            String holder = other == null ? holder(system, tx, row) : other.held().holder();
            if (holder == null || gone.contains(row) && other == null) {
                if (stands(tx, each)) {
                    added.put(row, each);
                }
            } else if (!holder.equals(each.held().holder())) {
                LOG.log(
                        Level.WARNING,
                        "{0} {1} has the {2} of {3}, who keeps it",
                        each.entity().kind(),
                        each.entity().name(),
                        row.name(),
                        holder);
            }
        }
        return system.change(
                tx, added.values().stream().map(Missing::sealed).toList(), List.copyOf(gone));
    }

    /// Who holds a value, or null.
    static @Nullable String holder(RecordScope system, Transaction tx, RecordId row) {
        return system.get(tx, row).map(UniqueRows::holder).orElse(null);
    }

    private boolean stands(Transaction tx, Missing missing) {
        return system.get(tx, missing.entity())
                .filter(entity -> entity.revision() == missing.revision())
                .isPresent();
    }
}
