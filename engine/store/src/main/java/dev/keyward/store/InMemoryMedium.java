package dev.keyward.store;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// Keeps records in the heap. The write lock is held from begin to commit, so that readers see
/// whole groups, as they do on disk.
final class InMemoryMedium implements Medium {
    private static final Comparator<RecordKey> ORDER =
            Comparator.comparing(RecordKey::scope, InMemoryMedium::byCodePoint)
                    .thenComparing(RecordKey::kind, InMemoryMedium::byCodePoint)
                    .thenComparing(RecordKey::name, InMemoryMedium::byCodePoint)
                    .thenComparing(RecordKey::version, InMemoryMedium::byCodePoint);

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final TreeMap<RecordKey, StoredRecord> records = new TreeMap<>(ORDER);
    private final TreeMap<Long, byte[]> evidence = new TreeMap<>();
    private final ArrayDeque<Runnable> undo = new ArrayDeque<>();
    private int mark;

    /// The order of UTF-8 bytes, which databases keep; `String.compareTo` differs from it for
    /// characters outside the basic plane.
    private static int byCodePoint(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length()) {
            int left = a.codePointAt(i);
            int right = b.codePointAt(i);
            if (left != right) {
                return Integer.compare(left, right);
            }
            i += Character.charCount(left);
        }
        return Integer.compare(a.length(), b.length());
    }

    @Override
    public long lastSequence() {
        return 0;
    }

    @Override
    public void begin() {
        lock.writeLock().lock();
        undo.clear();
        mark = 0;
    }

    @Override
    public void mark() {
        mark = undo.size();
    }

    @Override
    public void undo() {
        while (undo.size() > mark) {
            undo.removeLast().run();
        }
    }

    @Override
    public void keep() {
        mark = undo.size();
    }

    @Override
    public void commit() {
        undo.clear();
        lock.writeLock().unlock();
    }

    @Override
    public void rollback() {
        mark = 0;
        undo();
        lock.writeLock().unlock();
    }

    @Override
    public int put(StoredRecord next) {
        remember(next.key(), Optional.ofNullable(records.put(next.key(), next)));
        return 1;
    }

    @Override
    public int delete(RecordKey key) {
        StoredRecord before = records.remove(key);
        if (before == null) {
            return 0;
        }
        remember(key, Optional.of(before));
        return 1;
    }

    @Override
    public void deleteScope(String scope) {
        List<RecordKey> keys =
                records.tailMap(new RecordKey(scope, "", "", "")).keySet().stream()
                        .takeWhile(key -> key.scope().equals(scope))
                        .toList();
        keys.forEach(this::delete);
    }

    private void remember(RecordKey key, Optional<StoredRecord> before) {
        undo.addLast(() ->
                before.ifPresentOrElse(
                        record -> records.put(key, record), () -> records.remove(key)));
    }

    @Override
    public int add(Store.Evidence next) {
        evidence.put(next.sequence(), next.auditRecord());
        undo.addLast(() -> evidence.remove(next.sequence()));
        return 1;
    }

    @Override
    public void trim(long throughSequence) {
        Map<Long, byte[]> trimmed = new TreeMap<>(evidence.headMap(throughSequence, true));
        evidence.headMap(throughSequence, true).clear();
        undo.addLast(() -> evidence.putAll(trimmed));
    }

    @Override
    public Optional<StoredRecord> get(RecordKey key) {
        lock.readLock().lock();
        try {
            return Optional.ofNullable(records.get(key));
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public List<StoredRecord> list(Page page) {
        RecordKey after =
                new RecordKey(page.scope(), page.kind(), page.afterName(), page.afterVersion());
        RecordKey first =
                new RecordKey(
                        page.scope(), page.kind(), page.name() == null ? "" : page.name(), "");
        boolean fromFirst = ORDER.compare(first, after) > 0;
        lock.readLock().lock();
        try {
            return records.tailMap(fromFirst ? first : after, fromFirst).values().stream()
                    .takeWhile(record -> belongs(record.key(), page))
                    .filter(record -> page.state() == null || page.state() == record.state())
                    .limit(page.limit())
                    .toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    private static boolean belongs(RecordKey key, Page page) {
        return key.scope().equals(page.scope())
                && key.kind().equals(page.kind())
                && (page.name() == null || page.name().equals(key.name()));
    }

    @Override
    public List<StoredRecord> scan(String scope, @Nullable RecordKey after, int limit) {
        RecordKey from = after == null ? new RecordKey(scope, "", "", "") : after;
        lock.readLock().lock();
        try {
            return records.tailMap(from, false).values().stream()
                    .takeWhile(record -> record.key().scope().equals(scope))
                    .limit(limit)
                    .toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public List<StoredRecord> due(String kind, long untilEpochSecond, int limit) {
        lock.readLock().lock();
        try {
            return records.values().stream()
                    .filter(record -> record.key().kind().equals(kind))
                    .filter(record -> record.dueEpochSecond() != 0)
                    .filter(record -> record.dueEpochSecond() <= untilEpochSecond)
                    .sorted(
                            Comparator.comparingLong(StoredRecord::dueEpochSecond)
                                    .thenComparing(StoredRecord::key, ORDER))
                    .limit(limit)
                    .toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    List<Store.Evidence> evidence(int limit) {
        lock.readLock().lock();
        try {
            return evidence.entrySet().stream()
                    .limit(limit)
                    .map(entry -> new Store.Evidence(entry.getKey(), entry.getValue()))
                    .toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        // The heap needs no goodbye.
    }
}
