package dev.keyward.api.dispatch;

import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A few threads and what waits for them, shared between tenants, and the share of each between its
/// vaults (S-07; security.md, section 8.2).
///
/// The next task is the oldest of whoever has fewest tasks running and, among these, has had least
/// time (start-time fair queueing: who comes anew begins at the time of who was served last, so
/// that idling saves nothing up). So a tenant that waits is behind the tasks that are running and
/// one of each other tenant, however many these have queued.
///
/// A vault has so many places. Where the whole lane has no room left, the task that came last of
/// the vault that waits with most, of the tenant that waits with most, is given up for the
/// newcomer: it is never the vault with a short queue that is refused. Safe for use by several
/// threads.
final class FairLane {
    private static final Duration RETRY = Duration.ofSeconds(1);

    /// What a task takes beside the body of its request.
    private static final int TASK_ROOM = 16 << 10;

    private final int perVault;
    private final long most;
    private final int threads;
    private final ExecutorService pool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Line tenants = new Line(null, "");
    private int runners;

    /// @param perVault how many tasks of one vault may wait
    /// @param most bytes of requests that may wait in all
    /// @param onError of its threads
    FairLane(
            String name,
            int threads,
            int perVault,
            long most,
            Thread.UncaughtExceptionHandler onError) {
        this.threads = threads;
        this.perVault = perVault;
        this.most = most;
        this.pool =
                Executors.newFixedThreadPool(
                        threads,
                        Thread.ofPlatform()
                                .name(name, 0)
                                .daemon()
                                .uncaughtExceptionHandler(onError)
                                .factory());
    }

    /// Whose task it is.
    ///
    /// @param tenant null for who hasn't signed in
    /// @param vault null outside the data plane
    record Owner(@Nullable TenantId tenant, @Nullable VaultId vault) {}

    /// A task that waits or runs.
    final class Ticket {
        private final Line vault;
        private final long room;
        private final Runnable work;
        private final Runnable givenUp;

        private Ticket(Line vault, long room, Runnable work, Runnable givenUp) {
            this.vault = vault;
            this.room = room;
            this.work = work;
            this.givenUp = givenUp;
        }

        /// Takes the task back, if it hasn't begun.
        ///
        /// @return whether it won't be run
        boolean withdraw() {
            lock.lock();
            try {
                boolean waited = vault.waiting.remove(this);
                if (waited) {
                    vault.left(this);
                }
                return waited;
            } finally {
                lock.unlock();
            }
        }
    }

    /// All tasks, those of a tenant, or those of a vault.
    private static final class Line {
        final @Nullable Line above;
        final Object key;
        final Map<Object, Line> parts = new HashMap<>(2);
        final Deque<Ticket> waiting = new ArrayDeque<>(2);
        int tasks;
        int running;
        long room;

        /// Nanoseconds of work it has had, from the time it came on.
        long served;

        /// What the part that was served last had had.
        long reached;

        Line(@Nullable Line above, Object key) {
            this.above = above;
            this.key = key;
        }

        Line part(@Nullable Object of) {
            Object name = of == null ? "" : of;
            Line part = parts.get(name);
            if (part == null) {
                part = new Line(this, name);
                part.served = reached;
                parts.put(name, part);
            }
            return part;
        }

        void came(Ticket ticket) {
            waiting.add(ticket);
            for (Line line = this; line != null; line = line.above) {
                line.tasks++;
                line.room += ticket.room;
            }
        }

        /// A task waits no more.
        void left(Ticket ticket) {
            for (Line line = this; line != null; line = line.above) {
                line.tasks--;
                line.room -= ticket.room;
            }
            forget();
        }

        void forget() {
            for (Line line = this; line.above != null; line = line.above) {
                if (line.tasks == 0 && line.running == 0) {
                    line.above.parts.remove(line.key);
                }
            }
        }

        /// The part with something waiting that is behind the others.
        Line neediest() {
            Line found = this;
            for (Line part : parts.values()) {
                if (part.tasks > 0
                        && (found == this
                                || part.running < found.running
                                || part.running == found.running && part.served < found.served)) {
                    found = part;
                }
            }
            return found;
        }

        /// The part that waits with most.
        Line fullest() {
            Line found = this;
            for (Line part : parts.values()) {
                if (part.tasks > 0 && (found == this || part.room > found.room)) {
                    found = part;
                }
            }
            return found;
        }
    }

    /// @param bytes of the request that waits
    /// @param work doesn't throw
    /// @param givenUp run in its place, on any thread, when it has to make room for another
    /// @throws VaultException with `Throttled` when there is no room
    Ticket submit(Owner owner, long bytes, Runnable work, Runnable givenUp) {
        Deque<Ticket> dropped = new ArrayDeque<>(0);
        Ticket ticket;
        boolean starts = false;
        lock.lock();
        try {
            Line vault = tenants.part(owner.tenant()).part(owner.vault());
            ticket = new Ticket(vault, bytes + TASK_ROOM, work, givenUp);
            if (vault.tasks >= perVault || ticket.room > most) {
                vault.forget();
                throw full();
            }
            vault.came(ticket);
            while (tenants.room > most) {
                Ticket last = tenants.fullest().fullest().waiting.removeLast();
                last.vault.left(last);
                if (last == ticket) {
                    throw full();
                }
                dropped.add(last);
            }
            if (runners < threads) {
                runners++;
                starts = true;
            }
        } finally {
            lock.unlock();
            dropped.forEach(each -> each.givenUp.run());
        }
        if (starts) {
            pool.execute(this::drain);
        }
        return ticket;
    }

    private static VaultException full() {
        return new VaultException(new VaultError.Throttled(RETRY));
    }

    boolean isIdle() {
        lock.lock();
        try {
            return runners == 0;
        } finally {
            lock.unlock();
        }
    }

    private void drain() {
        Ticket next = next();
        while (next != null) {
            long began = System.nanoTime();
            boolean broke = true;
            try {
                next.work.run();
                broke = false;
            } finally {
                ran(next, System.nanoTime() - began);
                if (broke) {
                    // The thread goes with the fault; another takes its place.
                    pool.execute(this::drain);
                }
            }
            next = next();
        }
    }

    private @Nullable Ticket next() {
        lock.lock();
        try {
            if (tenants.tasks == 0) {
                runners--;
                return null;
            }
            Line tenant = tenants.neediest();
            Line vault = tenant.neediest();
            Ticket next = vault.waiting.removeFirst();
            tenants.reached = tenant.served;
            tenant.reached = vault.served;
            vault.running++;
            tenant.running++;
            vault.left(next);
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void ran(Ticket ticket, long nanos) {
        lock.lock();
        try {
            for (Line line = ticket.vault; line.above != null; line = line.above) {
                line.running--;
                line.served += nanos;
            }
            ticket.vault.forget();
        } finally {
            lock.unlock();
        }
    }

    void shutdown() {
        pool.shutdown();
    }

    /// Lets what waits come to its end until a time, and interrupts what hasn't by then.
    void awaitEnd(long deadlineNanos) throws InterruptedException {
        if (!pool.awaitTermination(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            pool.shutdownNow();
        }
    }
}
