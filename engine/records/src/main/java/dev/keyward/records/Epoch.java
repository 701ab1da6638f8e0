package dev.keyward.records;

import dev.keyward.crypto.CanonicalReader;
import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.crypto.Hmac;
import dev.keyward.store.Reads;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import dev.keyward.store.Transaction;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The deployment's epoch: grows by one at each change of any scope, so that a whole store set back
/// shows; and the sum of the headers of all scopes, so that one scope set back together with its
/// header shows at the next start, however long nobody looked (security.md, section 4.4).
final class Epoch {
    static final String KIND = "deployment-epoch";

    private static final int FORMAT = 2;
    private static final RecordKey PLACE = new RecordKey(SealedStore.SYSTEM, KIND, "", "");

    private final Guard guard;
    private final Hmac headers;
    private final AtomicLong highestSeen = new AtomicLong();

    /// @param headers makes the elements of the sum, with a key that no rotation changes
    Epoch(Guard guard, Hmac headers) {
        this.guard = guard;
        this.headers = headers;
    }

    /// @param number the epoch
    /// @param headers of all scopes
    private record State(long number, Sum headers) {}

    /// The first row of all, of a deployment with one scope.
    StoredRecord first(StoredRecord header) {
        return row(new State(1, Sum.NOTHING.plus(element(header))));
    }

    /// One more, inside a change that puts this header.
    void advance(Transaction tx, StoredRecord header) {
        State state = read(tx);
        Sum sum = without(tx, header.key(), state.headers).plus(element(header));
        tx.put(row(new State(state.number + 1, sum)));
    }

    /// One more, inside a change that takes this header away.
    void retire(Transaction tx, RecordKey header) {
        State state = read(tx);
        tx.put(row(new State(state.number + 1, without(tx, header, state.headers))));
    }

    private Sum without(Reads reads, RecordKey header, Sum sum) {
        return reads.get(header).map(old -> sum.minus(element(old))).orElse(sum);
    }

    /// One more, with the headers as they are taken for right.
    void rebuild(Transaction tx, Iterable<StoredRecord> present) {
        tx.put(row(new State(read(tx).number + 1, sum(present))));
    }

    /// Whether these are the headers of all scopes as they were last written.
    boolean covers(Reads reads, Iterable<StoredRecord> present) {
        return read(reads).headers.equals(sum(present));
    }

    private Sum sum(Iterable<StoredRecord> present) {
        Sum sum = Sum.NOTHING;
        for (StoredRecord header : present) {
            sum = sum.plus(element(header));
        }
        return sum;
    }

    /// Of the row as it is stored: what its MAC is worth is for its scope to find out.
    private BigInteger element(StoredRecord header) {
        return new BigInteger(
                1,
                headers.of(
                        CanonicalWriter.of("header-element", 1)
                                .text(header.key().scope())
                                .number(header.revision())
                                .bytes(header.mac())
                                .toBytes()));
    }

    /// The last committed one.
    ///
    /// @throws dev.keyward.model.VaultException with `IntegrityFailure` if it was changed, is
    ///   missing, or is lower than this process has seen
    long committed(Reads store) {
        long epoch = read(store).number;
        highestSeen.accumulateAndGet(epoch, Math::max);
        return epoch;
    }

    private StoredRecord row(State state) {
        byte[] clear =
                CanonicalWriter.of(KIND, FORMAT)
                        .number(state.headers.count())
                        .bytes(state.headers.elements().toByteArray())
                        .toBytes();
        return guard.row(PLACE, state.number, 0, 0, clear, null);
    }

    private State read(Reads reads) {
        long floor = highestSeen.get();
        StoredRecord row =
                reads.get(PLACE).orElseThrow(() -> guard.failures().because(PLACE, "is missing"));
        long epoch = guard.checked(PLACE, row).revision();
        if (epoch < floor) {
            throw guard.failures().because(PLACE, "was set back");
        }
        return CanonicalReader.read(
                row.clear(),
                KIND,
                in ->
                        new State(
                                epoch,
                                new Sum(
                                        in.expectFormat(FORMAT).number(),
                                        new BigInteger(1, in.bytes()))));
    }
}
