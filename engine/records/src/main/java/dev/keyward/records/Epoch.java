package dev.keyward.records;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.crypto.sealing.RootKey;
import dev.keyward.store.Page;
import dev.keyward.store.Reads;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import dev.keyward.store.Transaction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The deployment's epoch: grows by one at each change of any scope, so that a whole store set back
/// shows; and the sum of the headers of all scopes, so that one scope set back together with its
/// header shows at the next start, however long nobody looked (security.md, section 4.4).
///
/// Each node has a row of its own, so that no node waits for another to write: how many changes it
/// made, and what they added to the sum of the headers. The epoch is the sum of the first, the
/// headers are the sum of the second. A store from before there were several has a row without a
/// name, which stays as it is, one more addend (decision 23).
final class Epoch {
    static final String KIND = "deployment-epoch";

    /// Of a store that was made, and in which nothing was done yet.
    static final long FIRST = 1;

    private static final int FORMAT = 2;
    private static final String BEFORE_NODES = "";
    private static final int MOST_NODES = 10_000;

    private final Guard guard;
    private final Hmac headers;
    private final String node;

    /// The changes of each node as they were last read here.
    private final Map<String, Long> seen = new ConcurrentHashMap<>();

    /// @param purposes makes the elements of the sum; no rotation changes it
    /// @param node whose row is written here
    Epoch(Guard guard, RootKey purposes, String node) {
        this.guard = guard;
        this.headers = purposes.hmac("set-headers");
        this.node = node;
    }

    /// What one node did.
    ///
    /// @param changes how many
    /// @param headers what they added to the sum of all headers; its count may be negative
    private record Part(String node, long changes, Sum headers) {
        Part next(Sum after) {
            return new Part(node, changes + 1, after);
        }
    }

    /// The first row of all, of a deployment with one scope.
    StoredRecord first(StoredRecord header) {
        return row(new Part(node, FIRST, Sum.NOTHING.plus(element(header))));
    }

    /// One more, inside a change that puts this header.
    void advance(Transaction tx, StoredRecord header) {
        Part mine = mine(tx);
        tx.put(row(mine.next(without(tx, header.key(), mine.headers).plus(element(header)))));
    }

    /// One more, inside a change that takes this header away.
    void retire(Transaction tx, RecordKey header) {
        Part mine = mine(tx);
        tx.put(row(mine.next(without(tx, header, mine.headers))));
    }

    private Sum without(Reads reads, RecordKey header, Sum sum) {
        return reads.get(header).map(old -> sum.minus(element(old))).orElse(sum);
    }

    /// One more, with the headers as they are taken for right; what other nodes did stays.
    void rebuild(Transaction tx, Iterable<StoredRecord> present) {
        Part mine = mine(tx);
        Sum others = total(tx).minus(mine.headers);
        tx.put(row(mine.next(sum(present).minus(others))));
    }

    /// Whether these are the headers of all scopes as they were last written.
    boolean covers(Reads reads, Iterable<StoredRecord> present) {
        return total(reads).equals(sum(present));
    }

    /// Has the rows of all nodes under the newest key.
    void renew(Transaction tx) {
        for (StoredRecord row : rows(tx)) {
            if (!guard.isNewest(row)) {
                tx.put(guard.renewed(row));
            }
        }
    }

    private Sum total(Reads reads) {
        Sum total = Sum.NOTHING;
        for (Part part : parts(reads)) {
            total = total.plus(part.headers);
        }
        return total;
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
    /// @throws dev.keyward.model.VaultException with `IntegrityFailure` if the row of a node was
    ///   changed, is missing, or has fewer changes than this process has seen
    long committed(Reads store) {
        long epoch = 0;
        for (Part part : parts(store)) {
            seen.merge(part.node, part.changes, Math::max);
            epoch += part.changes;
        }
        return epoch;
    }

    private StoredRecord row(Part part) {
        byte[] clear =
                CanonicalWriter.of(KIND, FORMAT)
                        .number(part.headers.count())
                        .bytes(part.headers.elements().toByteArray())
                        .toBytes();
        return guard.row(place(part.node), part.changes, 0, 0, clear, null);
    }

    private static RecordKey place(String node) {
        return new RecordKey(SealedStore.SYSTEM, KIND, node, "");
    }

    /// What this node did; nothing before its first change.
    private Part mine(Reads reads) {
        RecordKey place = place(node);
        Optional<Part> mine =
                reads.get(place).map(row -> guard.checked(place, row)).map(this::part);
        if (mine.isEmpty() && seen.containsKey(node)) {
            throw guard.failures().because(place, "is missing");
        }
        return mine.orElseGet(() -> new Part(node, 0, Sum.NOTHING));
    }

    /// What each node did.
    private List<Part> parts(Reads reads) {
        Map<String, Long> lacking = new HashMap<>(seen);
        List<Part> parts = new ArrayList<>();
        for (StoredRecord row : rows(reads)) {
            Part part = part(row);
            lacking.remove(part.node);
            parts.add(part);
        }
        if (parts.isEmpty()) {
            throw guard.failures().because(place(node), "is missing");
        }
        for (String each : lacking.keySet()) {
            throw guard.failures().because(place(each), "is missing");
        }
        return parts;
    }

    private List<StoredRecord> rows(Reads reads) {
        List<StoredRecord> rows = new ArrayList<>();
        // A record without a name comes in no list.
        RecordKey before = place(BEFORE_NODES);
        reads.get(before).map(row -> guard.checked(before, row)).ifPresent(rows::add);
        reads.list(Page.first(SealedStore.SYSTEM, KIND, MOST_NODES))
                .forEach(row -> rows.add(guard.checked(place(row.key().name()), row)));
        return rows;
    }

    /// @param row checked
    private Part part(StoredRecord row) {
        String of = row.key().name();
        long changes = row.revision();
        if (changes < seen.getOrDefault(of, 0L)) {
            throw guard.failures().because(row.key(), "was set back");
        }
        return CanonicalReader.read(
                row.clear(),
                KIND,
                in ->
                        new Part(
                                of,
                                changes,
                                new Sum(
                                        in.expectFormat(FORMAT).number(),
                                        new BigInteger(1, in.bytes()))));
    }
}
