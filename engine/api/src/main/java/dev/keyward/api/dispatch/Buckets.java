package dev.keyward.api.dispatch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/// Buckets that fill evenly, each of them one number: the time at which it would be full again.
///
/// Taking moves that time on by the price, and is refused, without moving anything, where it would
/// be more than the whole bucket away. So a bucket needs no filling, and what nobody asks for costs
/// nothing. Safe for use by several threads, which never wait for each other.
final class Buckets {
    private final AtomicLongArray full;
    private final long windowNanos;

    /// @param count of buckets, all full
    /// @param window in which an empty one fills
    Buckets(int count, Duration window) {
        this.full = new AtomicLongArray(count);
        this.windowNanos = window.toNanos();
    }

    /// The bucket of somebody. Many share one by their hash, so that no number of them fills the
    /// memory.
    int of(Object who) {
        int hash = who.hashCode();
        return Math.floorMod(hash ^ hash >>> 16, full.length());
    }

    /// What one costs where so many fit into the window.
    long price(int inWindow) {
        return windowNanos / inWindow;
    }

    /// @param time in nanoseconds, of one clock always
    /// @return whether there was enough
    boolean take(int bucket, long price, long time) {
        long before;
        long next;
        do {
            before = full.get(bucket);
            // A bucket can't be that empty unless the clock was set back.
            boolean setBack = before > time + 2 * windowNanos;
            next = (setBack ? time : Math.max(time, before)) + price;
            if (next > time + windowNanos) {
                return false;
            }
        } while (!full.compareAndSet(bucket, before, next));
        return true;
    }
}
