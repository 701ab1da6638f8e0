package dev.keyward.records;

import dev.keyward.store.RecordKey;
import dev.keyward.store.Store;
import dev.keyward.store.StoredRecord;
import dev.keyward.store.Transaction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Seals the rows of a scope again, under the newest key, where older ones sealed them: rows keep
/// their revision, so nobody who has read them notices.
record Rewrap(RecordScope scope, Store store, Guard guard) {
    /// Rows moved in one change, during which others wait.
    private static final int ROWS = 200;

    static Rewrap of(RecordScope scope, Store store) {
        return new Rewrap(scope, store, scope.guard());
    }

    /// Walks the scope once.
    ///
    /// @param pause called between two changes
    /// @return rows that were moved
    long walk(Runnable pause) {
        long moved = 0;
        @Nullable RecordKey after = null;
        while (true) {
            List<StoredRecord> rows = store.scan(scope.id(), after, ROWS);
            Map<StoredRecord, StoredRecord> renewed = new LinkedHashMap<>();
            for (StoredRecord row : rows) {
                after = row.key();
                if (!RecordScope.OWN_KINDS.contains(row.key().kind())
                        && !guard.isNewest(scope.opened(row).row())) {
                    renewed.put(row, guard.renewed(row));
                }
            }
            boolean last = rows.size() < ROWS;
            if (!renewed.isEmpty() || last) {
                moved += Stages.join(store.change(tx -> replace(tx, renewed)));
            }
            if (last) {
                return moved;
            }
            pause.run();
        }
    }

    /// @param renewed new rows by what they replace; one that was changed meanwhile stays, since it
    ///   is under the newest key
    private int replace(Transaction tx, Map<StoredRecord, StoredRecord> renewed) {
        SetHeader header = scope.header(tx);
        int moved = 0;
        for (Map.Entry<StoredRecord, StoredRecord> each : renewed.entrySet()) {
            StoredRecord before = each.getKey();
            Optional<StoredRecord> now = tx.get(before.key());
            if (now.isPresent() && Arrays.equals(now.get().mac(), before.mac())) {
                guard.checked(before.key(), now.get());
                StoredRecord after = each.getValue();
                header =
                        header.minus(guard, before, guard.element(before))
                                .plus(guard, after, guard.element(after));
                tx.put(after);
                moved++;
            }
        }
        // The header and the epoch's rows are moved in any case: they are rows too.
        scope.write(tx, header);
        if (scope.id().equals(SealedStore.SYSTEM)) {
            scope.epoch().renew(tx);
        }
        return moved;
    }
}
