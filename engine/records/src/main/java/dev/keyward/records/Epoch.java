package dev.keyward.records;

import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.store.Reads;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import dev.keyward.store.Transaction;
import java.util.concurrent.atomic.AtomicLong;

/// The deployment's epoch: grows by one at each change of any scope, so that a whole store set back
/// shows (security.md, section 4.4).
final class Epoch {
    static final String KIND = "deployment-epoch";

    private static final RecordKey PLACE = new RecordKey(SealedStore.SYSTEM, KIND, "", "");
    private static final byte[] CLEAR = CanonicalWriter.of(KIND, 1).toBytes();

    private final Guard guard;
    private final AtomicLong highestSeen = new AtomicLong();

    Epoch(Guard guard) {
        this.guard = guard;
    }

    static StoredRecord first(Guard guard) {
        return guard.row(PLACE, 1, 0, 0, CLEAR, null);
    }

    /// One more, inside a change.
    void advance(Transaction tx) {
        tx.put(guard.row(PLACE, read(tx) + 1, 0, 0, CLEAR, null));
    }

    /// The last committed one.
    ///
    /// @throws dev.keyward.model.VaultException with `IntegrityFailure` if it was changed, is
    ///   missing, or is lower than this process has seen
    long committed(Reads store) {
        long epoch = read(store);
        highestSeen.accumulateAndGet(epoch, Math::max);
        return epoch;
    }

    private long read(Reads reads) {
        long floor = highestSeen.get();
        StoredRecord row =
                reads.get(PLACE).orElseThrow(() -> guard.failures().because(PLACE, "is missing"));
        long epoch = guard.checked(PLACE, row).revision();
        if (epoch < floor) {
            throw guard.failures().because(PLACE, "was set back");
        }
        return epoch;
    }
}
