package dev.keyward.directory.shelves;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.Draft;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Values written together: all of them or none, shown in the index once they are durable.
///
/// A value that someone else changed since it was read makes the whole batch fail with `Conflict`.
public final class Batch {
    private final Store store;
    private final RecordScope scope;
    private final Persistence persistence;
    private final List<Sealed> puts = new ArrayList<>();
    private final List<RecordId> deletes = new ArrayList<>();
    private final List<Runnable> onCommit = new ArrayList<>();
    private final List<Runnable> onFailure = new ArrayList<>();

    Batch(Store store, RecordScope scope, Persistence persistence) {
        this.store = store;
        this.scope = scope;
        this.persistence = persistence;
    }

    /// A value that must not be there yet.
    ///
    /// @throws VaultException with `Conflict` if one of its names is taken
    public <T> Batch create(Shelf<T> shelf, T value) {
        return write(shelf, value, 0);
    }

    /// A new state of a value that was read before.
    ///
    /// @param before as it was read
    /// @throws VaultException with `Conflict` if it has changed since
    public <T> Batch replace(Shelf<T> shelf, T before, T next) {
        Shelf.Entry<T> entry = shelf.entry(before);
        if (entry == null || !entry.value().equals(before)) {
            throw refused(shelf.layout().kind() + " that was changed meanwhile");
        }
        return write(shelf, next, entry.revision());
    }

    public <T> Batch delete(Shelf<T> shelf, T value) {
        deletes.add(shelf.id(value));
        onCommit.add(() -> shelf.hide(value));
        return this;
    }

    private <T> Batch write(Shelf<T> shelf, T value, long expectedRevision) {
        Shelf.Layout<T> layout = shelf.layout();
        if (!shelf.reserve(value)) {
            throw refused(layout.kind() + " with one of these names");
        }
        onFailure.add(() -> shelf.release(value));
        Sealed sealed =
                scope.seal(
                        new Draft(
                                shelf.id(value),
                                expectedRevision,
                                0,
                                0,
                                layout.clear(value),
                                layout.secret(value)));
        puts.add(sealed);
        onCommit.add(() -> shelf.show(value, sealed.revision()));
        return this;
    }

    /// Gives up the batch.
    private VaultException refused(String what) {
        onFailure.forEach(Runnable::run);
        return new VaultException(new VaultError.Conflict(what));
    }

    /// @param result what the stage gives once all is durable and shown
    /// @param evidence called inside the change; what it gives is stored with it
    public <R> CompletionStage<R> commit(R result, Supplier<byte[]> evidence) {
        return store.change(
                        transaction -> {
                            if (!puts.isEmpty()) {
                                scope.put(transaction, puts);
                            }
                            if (!deletes.isEmpty()) {
                                scope.delete(transaction, deletes);
                            }
                            transaction.evidence(evidence.get());
                            return result;
                        })
                .whenComplete((_, failure) -> {
                    (failure == null ? onCommit : onFailure).forEach(Runnable::run);
                    if (failure == null) {
                        persistence.changed();
                    }
                });
    }
}
