package dev.keyward.store;

import dev.keyward.model.Bug;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The transaction one change sees. It remembers a failure of the medium, so that a change which
/// catches everything can't commit over it.
final class UnitTransaction implements Transaction {
    private final Medium medium;
    private long nextSequence;
    private final List<Store.Evidence> evidence = new ArrayList<>();
    private final List<Committed> changes = new ArrayList<>();
    private @Nullable MediumFailure failure;
    private long writtenBytes;
    private boolean ended;

    UnitTransaction(Medium medium, long nextSequence) {
        this.medium = medium;
        this.nextSequence = nextSequence;
    }

    @Nullable MediumFailure failure() {
        return failure;
    }

    List<Store.Evidence> evidence() {
        return evidence;
    }

    /// What the change did, in order.
    List<Committed> changes() {
        return changes;
    }

    long writtenBytes() {
        return writtenBytes;
    }

    /// From here on the change that kept this object can't use it.
    void end() {
        ended = true;
    }

    @Override
    public Optional<StoredRecord> get(RecordKey key) {
        return guarded(() -> medium.get(key));
    }

    @Override
    public List<StoredRecord> list(Page page) {
        return guarded(() -> medium.list(page));
    }

    @Override
    public List<StoredRecord> scan(String scope, @Nullable RecordKey after, int limit) {
        return guarded(() -> medium.scan(scope, after, limit));
    }

    @Override
    public List<StoredRecord> due(String kind, long untilEpochSecond, int limit) {
        return guarded(() -> medium.due(kind, untilEpochSecond, limit));
    }

    @Override
    public void put(StoredRecord next) {
        guarded(() -> expect(medium.put(next) == 1));
        changes.add(new Committed.Put(next));
        writtenBytes += next.clear().length + next.sealed().length + next.mac().length;
    }

    @Override
    public void delete(RecordKey key) {
        guarded(() -> {
            int rows = medium.delete(key);
            expect(rows == 1 || rows == 0 && medium.get(key).isEmpty());
        });
        changes.add(new Committed.Deleted(key));
    }

    @Override
    public void deleteScope(String scope) {
        guarded(() -> {
            medium.deleteScope(scope);
            expect(medium.scan(scope, null, 1).isEmpty());
        });
        changes.add(new Committed.ScopeEnded(scope));
    }

    @Override
    public void evidence(byte[] auditRecord) {
        if (auditRecord.length > Store.MAX_EVIDENCE_BYTES) {
            // Later it could neither be audited nor trimmed.
            throw Bug.because("evidence of " + auditRecord.length + " bytes");
        }
        Store.Evidence next = new Store.Evidence(nextSequence, auditRecord);
        guarded(() -> expect(medium.add(next) == 1));
        evidence.add(next);
        nextSequence++;
        writtenBytes += auditRecord.length;
    }

    void trim(long throughSequence) {
        guarded(() -> medium.trim(throughSequence));
    }

    /// What was written has to be there. A place that reports success and does something else would
    /// take acknowledged changes away, so nothing more is acknowledged by it.
    private static void expect(boolean done) {
        if (!done) {
            throw new MediumFailure(
                    MediumFailure.Aftermath.FATAL,
                    "the database reported success for a change it did not make; something in it"
                            + " swallows changes");
        }
    }

    private void guarded(Runnable statement) {
        guarded(() -> {
            statement.run();
            return true;
        });
    }

    private <T> T guarded(Supplier<T> statement) {
        if (ended) {
            throw Bug.because("a transaction was used after its change had ended");
        }
        if (failure != null) {
            throw failure;
        }
        try {
            return statement.get();
        } catch (MediumFailure thrown) {
            failure = thrown;
            throw thrown;
        }
    }
}
