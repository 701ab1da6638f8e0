package dev.keyward.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// When each host's next connection is let in: a bucket of tokens a host, kept as the time at which
/// its next token is due (the generic cell rate algorithm, ITU-T I.371, annex A). Safe for use by
/// several threads.
final class Pace {
    /// Hosts that are remembered; beyond it the one that hasn't been seen for longest is forgotten.
    static final int HOSTS = 10_000;

    private final Arrivals arrivals;
    private final LongSupplier nanos;
    private final Map<String, Host> hosts =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Host> eldest) {
                    return size() > HOSTS;
                }
            };

    private static final class Host {
        private long next;
        private long probationEnds;

        Host(long next, long now) {
            this.next = next;
            this.probationEnds = now;
        }
    }

    /// @param nanos such as `System::nanoTime`
    Pace(Arrivals arrivals, LongSupplier nanos) {
        this.arrivals = arrivals;
        this.nanos = nanos;
    }

    /// A connection has come.
    ///
    /// @return the nanoseconds after which it is let in; empty if it isn't
    synchronized OptionalLong comes(String host) {
        long now = nanos.getAsLong();
        Host known = known(host, now);
        boolean onProbation = known.probationEnds - now > 0;
        long due = later(known.next, onProbation ? now : now - allowance());
        long wait = Math.max(0, due - now);
        if (wait > arrivals.mostWait().toNanos()) {
            return OptionalLong.empty();
        }
        known.next = due + (onProbation ? arrivals.apartOnProbation() : arrivals.apart()).toNanos();
        return OptionalLong.of(wait);
    }

    /// A connection of the host was ended for what came over it.
    synchronized void offended(String host) {
        long now = nanos.getAsLong();
        Host known = known(host, now);
        known.probationEnds = now + arrivals.probation().toNanos();
        known.next = later(known.next, now + arrivals.apartOnProbation().toNanos());
    }

    private Host known(String host, long now) {
        return hosts.computeIfAbsent(host, _ -> new Host(now - allowance(), now));
    }

    private long allowance() {
        return Math.max(0, arrivals.atOnce() - 1) * arrivals.apart().toNanos();
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
