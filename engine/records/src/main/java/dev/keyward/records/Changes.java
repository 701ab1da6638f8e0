package dev.keyward.records;

import dev.keyward.store.RecordKey;
import dev.keyward.store.Transaction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/// Who is told of records that were written or deleted, by their kind. Safe for use by several
/// threads.
final class Changes {
    private final Map<String, List<BiConsumer<String, RecordId>>> listeners =
            new ConcurrentHashMap<>();

    void listen(String kind, BiConsumer<String, RecordId> listener) {
        listeners.computeIfAbsent(kind, _ -> new CopyOnWriteArrayList<>()).add(listener);
    }

    /// To be called for each record that a change writes or deletes.
    void made(Transaction tx, RecordKey record) {
        List<BiConsumer<String, RecordId>> interested = listeners.get(record.kind());
        if (interested != null) {
            RecordId id = RecordId.of(record);
            tx.afterCommit(
                    () -> interested.forEach(listener -> listener.accept(record.scope(), id)));
        }
    }
}
