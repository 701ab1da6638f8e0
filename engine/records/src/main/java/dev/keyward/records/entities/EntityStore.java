package dev.keyward.records.entities;

import dev.keyward.model.Bug;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.Examination;
import dev.keyward.records.RecordChange;
import dev.keyward.records.RecordId;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// The entities of some kinds, kept in the system scope of a deployment. Safe for use by several
/// threads.
///
/// What a change did is shown to every reader before the stage of the change completes.
public final class EntityStore {
    private final SealedStore sealed;
    private final Store store;
    private final Map<String, Entities<?>> byWord = new LinkedHashMap<>();
    private final AtomicLong stamp = new AtomicLong();

    private EntityStore(SealedStore sealed, Store store, List<EntityKind<?>> kinds) {
        this.sealed = sealed;
        this.store = store;
        kinds.forEach(kind -> byWord.put(kind.word(), new Entities<>(kind)));
    }

    /// Reads all of these kinds, and follows what is committed from then on.
    ///
    /// @throws VaultException with `IntegrityFailure` if a record was changed that concerns more
    ///   than one vault
    public static EntityStore open(SealedStore sealed, Store store, List<EntityKind<?>> kinds) {
        EntityStore opened = new EntityStore(sealed, store, kinds);
        UniqueRows uniques = UniqueRows.read(sealed.system(), opened.byWord.values());
        sealed.follow(opened.byWord.keySet(), opened::committed);
        opened.load();
        // Nobody may be kept waiting for the writer in the meantime: it may be telling us.
        uniques.complete(store);
        return opened;
    }

    /// @param kind one it was opened with
    // Each is kept under the word of the kind it was made for, and a kind is itself alone.
    @SuppressWarnings({"unchecked", "ReferenceEquality"})
    public <T extends Object> Entities<T> of(EntityKind<T> kind) {
        Entities<?> found = byWord.get(kind.word());
        if (found == null || found.kind() != kind) {
            throw Bug.because("not opened with the kind " + kind.word());
        }
        return (Entities<T>) found;
    }

    public Batch batch() {
        return new Batch(store, sealed.system());
    }

    /// Writes an entity whose record concerns one vault in the place of one that was changed, on an
    /// administrator's word.
    ///
    /// @param evidence what becomes durable with it, as an audit record
    /// @throws VaultException with `Conflict` if the record there is right
    public <T extends Object> void replaceDamaged(
            Entities<T> in, T entity, Supplier<byte[]> evidence) {
        EntityKind<T> kind = in.kind();
        sealed.replaceDamaged(
                Batch.id(kind, entity),
                revision -> Batch.seal(sealed.system(), kind, entity, revision),
                evidence);
    }

    /// Reads an entity from the store once more, after a change of it failed: if its record fails
    /// its check now, it's refused from here on; if somebody else changed it, what that left is
    /// seen without waiting to be told.
    public synchronized void lookAgain(Entities<?> in, String key) {
        RecordId id = RecordId.of(in.kind().word(), key);
        try {
            sealed.system().get(id).ifPresentOrElse(in::show, () -> in.hide(key));
        } catch (VaultException bad) {
            refuse(id, bad);
        }
        stamp.incrementAndGet();
    }

    /// Another number after each change; what was worked out under an older one is to be worked out
    /// again.
    public long stamp() {
        return stamp.get();
    }

    /// What is committed meanwhile is told afterwards, so it makes good what was read too early.
    private synchronized void load() {
        byWord.forEach((word, entities) ->
                sealed.system()
                        .forEach(
                                word,
                                record -> {
                                    try {
                                        entities.show(record);
                                    } catch (VaultException bad) {
                                        refuse(record.id(), bad);
                                    }
                                },
                                damage -> refuse(damage.id(), failure(damage))));
    }

    private static VaultException failure(Examination.Damage damage) {
        return new VaultException(new VaultError.IntegrityFailure(damage.what()));
    }

    private synchronized void committed(List<RecordChange> group) {
        for (RecordChange change : group) {
            if (change.scope().equals(SealedStore.SYSTEM)) {
                switch (change) {
                    case RecordChange.Written written -> show(written);
                    case RecordChange.Deleted(_, RecordId id) -> entities(id).hide(id.name());
                    case RecordChange.ScopeEnded _ -> {}
                }
            }
        }
        stamp.incrementAndGet();
    }

    private void show(RecordChange.Written written) {
        try {
            entities(written.id()).show(written.open());
        } catch (VaultException bad) {
            refuse(written.id(), bad);
        }
    }

    private void refuse(RecordId record, VaultException bad) {
        if (!SealedStore.concernsOneVault(record)) {
            throw bad;
        }
        entities(record).refuse(record.name(), bad);
    }

    private Entities<?> entities(RecordId record) {
        Entities<?> found = byWord.get(record.kind());
        if (found == null) {
            throw Bug.because("told of the kind " + record.kind());
        }
        return found;
    }
}
