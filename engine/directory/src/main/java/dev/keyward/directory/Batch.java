package dev.keyward.directory;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.store.Page;
import dev.keyward.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Values written together: all of them or none, shown in the index once they are durable.
///
/// A value that someone else changed since it was read makes the whole batch fail with `Conflict`.
final class Batch {
    private final Store store;
    private final RecordScope scope;
    private final Index index;
    private final List<Sealed> puts = new ArrayList<>();
    private final List<RecordId> deletes = new ArrayList<>();
    private final List<Runnable> onCommit = new ArrayList<>();
    private final List<Runnable> onFailure = new ArrayList<>();

    private Batch(Store store, RecordScope scope, Index index) {
        this.store = store;
        this.scope = scope;
        this.index = index;
    }

    /// Where the directory is kept.
    record Persistence(Store store, RecordScope scope, Index index) {
        private static final int PAGE = 1000;

        Batch batch() {
            return new Batch(store, scope, index);
        }

        /// Reads everything there is; called once, at open.
        void load() {
            index.shelves().forEach(this::load);
            index.changed();
        }

        private <T> void load(Shelf<T> shelf) {
            String kind = shelf.layout().kind();
            Page page = Page.first(scope.id(), kind, PAGE);
            while (true) {
                List<OpenRecord> records = scope.list(page);
                for (OpenRecord record : records) {
                    T value =
                            record.clear(
                                    kind,
                                    in -> shelf.layout().read(in, record.payload().orElse(null)));
                    shelf.show(value, record.revision());
                }
                if (records.size() < PAGE) {
                    return;
                }
                RecordId last = records.getLast().id();
                page = new Page(scope.id(), kind, null, last.name(), last.version(), null, PAGE);
            }
        }
    }

    /// A value that must not be there yet.
    ///
    /// @throws VaultException with `Conflict` if one of its names is taken
    <T> Batch create(Shelf<T> shelf, T value) {
        return write(shelf, value, 0);
    }

    /// A new state of a value that was read before.
    ///
    /// @param before as it was read
    /// @throws VaultException with `Conflict` if it has changed since
    <T> Batch replace(Shelf<T> shelf, T before, T next) {
        Shelf.Entry<T> entry = shelf.entry(before);
        if (entry == null || !entry.value().equals(before)) {
            throw refused(shelf.layout().kind() + " that was changed meanwhile");
        }
        return write(shelf, next, entry.revision());
    }

    <T> Batch delete(Shelf<T> shelf, T value) {
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
    <R> CompletionStage<R> commit(R result, Supplier<byte[]> evidence) {
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
                        index.changed();
                    }
                });
    }
}
