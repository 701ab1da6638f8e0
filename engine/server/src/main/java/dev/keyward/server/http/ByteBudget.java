package dev.keyward.server.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Bytes that may lie here at once, in all and for each holder. Safe for use by several threads.
final class ByteBudget {
    private final long all;
    private final long each;
    private final AtomicLong held = new AtomicLong();
    private final Map<String, Long> byHolder = new ConcurrentHashMap<>();

    ByteBudget(long all, long each) {
        this.all = all;
        this.each = each;
    }

    /// What one connection or body has taken of it. Used by one thread.
    final class Tab {
        private final String holder;
        private long bytes;

        private Tab(String holder) {
            this.holder = holder;
        }

        /// Holds so many from now on.
        ///
        /// @return whether there is room; if not, it holds what it held
        boolean holds(long wanted) {
            long more = wanted - bytes;
            if (more > 0 && !take(holder, more)) {
                return false;
            }
            if (more < 0) {
                give(holder, -more);
            }
            bytes = wanted;
            return true;
        }

        void close() {
            var _ = holds(0);
        }
    }

    /// @param holder a host or a tenant
    Tab tab(String holder) {
        return new Tab(holder);
    }

    long held() {
        return held.get();
    }

    private boolean take(String holder, long bytes) {
        if (held.addAndGet(bytes) > all) {
            held.addAndGet(-bytes);
            return false;
        }
        if (byHolder.merge(holder, bytes, Long::sum) > each) {
            give(holder, bytes);
            return false;
        }
        return true;
    }

    private void give(String holder, long bytes) {
        held.addAndGet(-bytes);
        byHolder.computeIfPresent(holder, (_, had) -> had > bytes ? had - bytes : null);
    }
}
