package dev.keyward.records.entities;

import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.Draft;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.store.Store;
import dev.keyward.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Entities written together: all of them or none, shown to readers before the stage completes.
///
/// An entity that someone else changed since it was read, a name that is taken, a parent that is
/// gone: each makes the whole batch fail with `Conflict`. For one thread, and one [#commit].
public final class Batch {
    private final Store store;
    private final RecordScope system;
    private final List<Sealed> puts = new ArrayList<>();
    private final List<Sealed> marks = new ArrayList<>();
    private final List<RecordId> deletes = new ArrayList<>();
    private final List<UniqueRows.Held> givenUp = new ArrayList<>();
    private final List<UniqueRows.Held> taken = new ArrayList<>();
    private final List<Consumer<Transaction>> checks = new ArrayList<>();
    private final List<Consumer<Transaction>> steps = new ArrayList<>();

    Batch(Store store, RecordScope system) {
        this.store = store;
        this.system = system;
    }

    /// An entity that must not be there yet, with names that nobody has.
    public <T extends Object> Batch create(Entities<T> in, T entity) {
        EntityKind<T> kind = in.kind();
        kind.parent()
                .ifPresent(parent ->
                        steps.add(tx ->
                                requireThere(
                                        tx,
                                        RecordId.of(parent.word(), parent.key().apply(entity)))));
        return write(kind, null, entity, 0);
    }

    /// A new state of an entity that was read before.
    ///
    /// @param before as it was read
    /// @throws VaultException with `Conflict` if it has changed since
    public <T extends Object> Batch replace(Entities<T> in, T before, T next) {
        EntityKind<T> kind = in.kind();
        Entities.Entry<T> entry = in.entry(kind.key(before));
        if (entry == null || !entry.entity().equals(before)) {
            throw changedMeanwhile(kind.word());
        }
        if (!kind.key(next).equals(kind.key(before))) {
            throw Bug.because("a " + kind.word() + " can't take another key");
        }
        return write(kind, before, next, entry.revision());
    }

    /// Writes an entity along as it stands now, or makes it, so that of two batches with one mark
    /// the later begins anew: it fails with `Conflict` if the entity was written since this call.
    /// It's written and shown after all others, so whoever finds it as a batch left it finds those
    /// too.
    public <T extends Object> Batch mark(Entities<T> in, T entity) {
        Entities.Entry<T> entry = in.entry(in.kind().key(entity));
        marks.add(seal(system, in.kind(), entity, entry == null ? 0 : entry.revision()));
        return this;
    }

    /// Removes an entity as it stands now; one that isn't there is passed over.
    public <T extends Object> Batch delete(Entities<T> in, T entity) {
        EntityKind<T> kind = in.kind();
        Entities.Entry<T> entry = in.entry(kind.key(entity));
        if (entry != null) {
            RecordId id = id(kind, entity);
            checks.add(tx -> requireRevision(tx, id, entry.revision()));
            deletes.add(id);
            givenUp.addAll(UniqueRows.of(kind, entry.entity()));
        }
        return this;
    }

    private <T extends Object> Batch write(
            EntityKind<T> kind, @Nullable T before, T next, long expectedRevision) {
        puts.add(seal(system, kind, next, expectedRevision));
        Set<UniqueRows.Held> had = before == null ? Set.of() : UniqueRows.of(kind, before);
        Set<UniqueRows.Held> has = UniqueRows.of(kind, next);
        had.stream().filter(held -> !has.contains(held)).forEach(givenUp::add);
        has.stream()
                .filter(held -> !had.contains(held))
                .forEach(held -> {
                    taken.add(held);
                    puts.add(UniqueRows.seal(system, held));
                });
        return this;
    }

    static <T extends Object> Sealed seal(
            RecordScope system, EntityKind<T> kind, T entity, long expectedRevision) {
        try (@Nullable SecretBytes sealed = kind.sealed(entity)) {
            return system.seal(
                    new Draft(
                            id(kind, entity),
                            expectedRevision,
                            kind.state(entity),
                            kind.dueEpochSecond(entity),
                            kind.clear(entity),
                            sealed));
        }
    }

    static <T extends Object> RecordId id(EntityKind<T> kind, T entity) {
        return RecordId.of(kind.word(), kind.key(entity));
    }

    /// Does something more inside the change, after the entities were written.
    public Batch also(Consumer<Transaction> step) {
        steps.add(step);
        return this;
    }

    /// @param result what the stage gives once all is durable and shown
    /// @param evidence called inside the change once everything else of it has succeeded; what it
    ///   gives is stored with it
    public <R extends @Nullable Object> CompletionStage<R> commit(
            R result, Supplier<byte[]> evidence) {
        return store.change(tx -> {
            write(tx);
            tx.evidence(evidence.get());
            return result;
        });
    }

    /// [#commit(Object, Supplier)] of what tells nobody anything new, such as that something is
    /// over.
    public CompletionStage<@Nullable Void> commit() {
        return store.change(tx -> {
            write(tx);
            return null;
        });
    }

    /// All of it inside a change that does more, as [#commit] does.
    public void write(Transaction tx) {
        checks.forEach(check -> check.accept(tx));
        List<RecordId> gone = free(tx);
        gone.addAll(deletes);
        List<Sealed> written = new ArrayList<>(puts);
        written.addAll(marks);
        system.change(tx, written, gone);
        steps.forEach(step -> step.accept(tx));
    }

    /// @return the rows of values that are given up, by whoever holds them alone
    private List<RecordId> free(Transaction tx) {
        List<RecordId> freed = new ArrayList<>();
        for (UniqueRows.Held held : givenUp) {
            if (held.holder().equals(UniqueRows.holder(system, tx, held.row()))) {
                freed.add(held.row());
            }
        }
        for (UniqueRows.Held held : taken) {
            if (!freed.contains(held.row()) && UniqueRows.holder(system, tx, held.row()) != null) {
                throw conflict(held.kind() + " with one of these names");
            }
        }
        return freed;
    }

    private void requireRevision(Transaction tx, RecordId id, long revision) {
        if (system.get(tx, id).filter(record -> record.revision() == revision).isEmpty()) {
            throw changedMeanwhile(id.kind());
        }
    }

    private void requireThere(Transaction tx, RecordId parent) {
        if (system.get(tx, parent).isEmpty()) {
            throw conflict(parent.kind() + " that isn't there");
        }
    }

    private static VaultException changedMeanwhile(String kind) {
        return conflict(kind + " that was changed meanwhile");
    }

    private static VaultException conflict(String what) {
        return new VaultException(new VaultError.Conflict(what));
    }
}
