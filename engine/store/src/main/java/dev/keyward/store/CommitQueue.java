package dev.keyward.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The units waiting for the writer, bounded in number and bytes.
final class CommitQueue {
    /// Limits of reliability.md, section 2.
    static final int MAX_UNITS = 4_096;

    static final long MAX_BYTES = 8L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Unit<?>> units = new ArrayDeque<>();
    private long bytes;
    private @Nullable String closedBecause;

    /// @return null if taken, else why not
    @Nullable String offer(Unit<?> unit) {
        lock.lock();
        try {
            if (closedBecause != null) {
                return closedBecause;
            }
            // A unit larger than the whole bound may pass when it is alone; else it never could.
            if (units.size() >= MAX_UNITS
                    || (!units.isEmpty() && bytes + unit.bytes() > MAX_BYTES)) {
                return "too many changes are waiting";
            }
            units.add(unit);
            bytes += unit.bytes();
            changed.signal();
            return null;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the first unit, then takes what is there, without waiting for more.
    ///
    /// @return empty when closed and drained
    List<Unit<?>> take(int limit) {
        lock.lock();
        try {
            while (units.isEmpty() && closedBecause == null) {
                changed.awaitUninterruptibly();
            }
            List<Unit<?>> batch = new ArrayList<>(Math.min(limit, units.size()));
            while (batch.size() < limit && !units.isEmpty()) {
                Unit<?> unit = units.remove();
                bytes -= unit.bytes();
                batch.add(unit);
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /// Takes no more units; those waiting can still be taken.
    void close(String because) {
        lock.lock();
        try {
            if (closedBecause == null) {
                closedBecause = because;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
