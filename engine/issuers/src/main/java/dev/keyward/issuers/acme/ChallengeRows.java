package dev.keyward.issuers.acme;

import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.SealedStore;
import dev.keyward.records.Stages;
import dev.keyward.store.Store;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// What the deployment keeps of challenges until they are settled, one row each. Nothing in them is
/// secret. The last write wins: whoever writes the same row, writes the same.
final class ChallengeRows {
    private final String kind;
    private final SealedStore records;
    private final Store store;

    ChallengeRows(String kind, SealedStore records, Store store) {
        this.kind = kind;
        this.records = records;
        this.store = store;
    }

    Optional<OpenRecord> find(String name) {
        return scope().get(RecordId.of(kind, name));
    }

    /// Makes the row or replaces it.
    void put(String name, Instant due, byte[] clear) {
        RecordScope scope = scope();
        RecordId place = RecordId.of(kind, name);
        Stages.join(
                store.change(tx -> {
                    long revision = scope.get(tx, place).map(OpenRecord::revision).orElse(0L);
                    scope.put(
                            tx,
                            scope.seal(
                                    new Draft(
                                            place,
                                            revision,
                                            0,
                                            due.getEpochSecond(),
                                            clear,
                                            null)));
                    return true;
                }));
    }

    /// Makes the row due at another time, if it is there.
    void due(RecordId place, Instant next) {
        RecordScope scope = scope();
        Stages.join(
                store.change(tx -> {
                    Optional<OpenRecord> row = scope.get(tx, place);
                    if (row.isPresent()) {
                        scope.put(
                                tx,
                                scope.seal(
                                        row.get()
                                                .change(
                                                        row.get().state(),
                                                        next.getEpochSecond(),
                                                        row.get().clear())));
                    }
                    return true;
                }));
    }

    void remove(RecordId place) {
        removeIf(place, _ -> true);
    }

    void removeIfDue(RecordId place, Instant now) {
        removeIf(place, row -> row.dueEpochSecond() <= now.getEpochSecond());
    }

    private void removeIf(RecordId place, Predicate<OpenRecord> unwanted) {
        RecordScope scope = scope();
        Stages.join(
                store.change(tx ->
                        scope.get(tx, place).filter(unwanted).isPresent()
                                ? scope.delete(tx, place)
                                : 0));
    }

    RecordId place(String name) {
        return RecordId.of(kind, name);
    }

    private RecordScope scope() {
        return records.system();
    }
}
