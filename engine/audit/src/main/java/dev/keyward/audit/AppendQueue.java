package dev.keyward.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The records waiting for the log's thread, bounded in number and bytes. The thread takes all of
/// them by exchanging lists, so that the lock is held for a moment only.
final class AppendQueue {
    static final int MAX_RECORDS = 65_536;
    static final long MAX_BYTES = 32L << 20;

    /// Evidence has this times the room: its change is done, so refusing it undoes nothing, and
    /// there is no more of it than the store commits.
    static final int EVIDENCE_ROOM = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<Pending> waiting = new ArrayList<>();
    private long bytes;
    private boolean idle;
    private @Nullable String closedBecause;

    /// @return null if taken, else why not
    @Nullable String offer(Pending pending) {
        lock.lock();
        try {
            if (closedBecause != null) {
                return closedBecause;
            }
            int room = pending.evidence() > 0 ? EVIDENCE_ROOM : 1;
            if (waiting.size() >= room * MAX_RECORDS
                    || bytes + pending.record().length > room * MAX_BYTES) {
                return "too many records are waiting";
            }
            waiting.add(pending);
            bytes += pending.record().length;
            if (idle) {
                idle = false;
                changed.signal();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /// Takes all there is, waiting for the first, and leaves an empty list instead.
    ///
    /// @param nanos how long to wait, negative for as long as it takes
    /// @return empty when the time is over, or when closed and drained
    List<Pending> take(List<Pending> instead, long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (waiting.isEmpty() && closedBecause == null && left != 0) {
                idle = true;
                left = await(left);
            }
            idle = false;
            List<Pending> taken = waiting;
            waiting = instead;
            bytes = 0;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    // Its only caller waits in a loop.
    @SuppressWarnings("WaitNotInLoop")
    private long await(long nanos) {
        if (nanos < 0) {
            changed.awaitUninterruptibly();
            return nanos;
        }
        try {
            return Math.max(0, changed.awaitNanos(nanos));
        } catch (InterruptedException _) {
            // Nobody interrupts the log's thread with a meaning; a checkpoint comes early, no more.
            return 0;
        }
    }

    boolean drained() {
        lock.lock();
        try {
            return closedBecause != null && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// Takes no more records; those waiting can still be taken.
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
