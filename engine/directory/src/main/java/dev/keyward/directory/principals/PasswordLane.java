package dev.keyward.directory.principals;

import dev.keyward.crypto.sealing.PasswordHash;
import dev.keyward.model.Bug;
import dev.keyward.model.Demise;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where passwords are hashed: on a few threads of its own, each with its own memory, so that
/// strangers who try passwords take neither the threads nor the memory that other requests live on
/// (security.md, section 8.2). Safe for use by several threads.
///
/// What waits is bounded. Who comes when it is full is refused at once, unless another address or
/// account has more than its share waiting: then the last of those is refused instead, so that
/// nobody is kept out by one who fills the queue. Turns go round: what an address or an account has
/// waiting comes one at a time, between those of the others (start-time fair queueing, Goyal et
/// al., 1996: each piece of work is stamped with the round in which it would be done if all had the
/// same share, and the lowest goes first). One piece of work of an account runs at a time, until
/// its [Turn] is closed: what it found out is then known to the next.
///
/// Threads and memory come with the first work and go when there was none for a while.
public final class PasswordLane {
    /// At once, whatever the machine (security.md, section 9).
    private static final int MOST_THREADS = 4;

    /// About ten seconds of work.
    private static final int WAITING_A_THREAD = 32;

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final int threads;
    private final int places;
    private final List<Job<?>> waiting = new ArrayList<>();
    private final Set<String> busyAccounts = new HashSet<>();
    private int started;
    private int idle;
    private long round;

    /// @param threads that hash at once
    /// @param places for what waits
    PasswordLane(int threads, int places) {
        this.threads = threads;
        this.places = places;
    }

    /// Half of the processors at most, and memory for hashes that takes a third of the heap at
    /// most.
    static PasswordLane ofThisMachine() {
        Runtime machine = Runtime.getRuntime();
        long inMemory = machine.maxMemory() / 3 / PasswordHash.WORKSPACE_BYTES;
        long half = machine.availableProcessors() / 2;
        int threads = Math.clamp(Math.min(half, inMemory), 1, MOST_THREADS);
        return new PasswordLane(threads, threads * WAITING_A_THREAD);
    }

    /// For whom work is done.
    ///
    /// @param address whose share of the lane it takes
    /// @param account of which one piece of work is done at a time
    /// @param left whether nobody waits for it any more; it is then not begun
    public record Asker(String address, String account, BooleanSupplier left) {}

    /// Waits until its turn has come and the work is done. The thread has to be one that may wait.
    ///
    /// @throws VaultException with `Throttled` if there is no place, or what the work throws
    public <T extends Object> Turn<T> take(Asker asker, Function<PasswordHash.Workspace, T> work) {
        Job<T> job = new Job<>(asker, work);
        enter(job);
        try {
            return new Turn<>(this, asker.account, job.done.get());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            withdraw(job);
            throw new VaultException(new VaultError.Unavailable("interrupted"));
        } catch (CancellationException left) {
            throw full();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error error -> throw error;
                case null, default -> throw Bug.because("hashing failed", failed);
            }
        }
    }

    /// What the work came to. No other work for the account begins before it is closed.
    public static final class Turn<T> implements AutoCloseable {
        private final PasswordLane lane;
        private final String account;
        private final T result;

        private Turn(PasswordLane lane, String account, T result) {
            this.lane = lane;
            this.account = account;
            this.result = result;
        }

        public T result() {
            return result;
        }

        @Override
        public void close() {
            lane.release(account);
        }
    }

    /// How much waits; for tests.
    synchronized int waiting() {
        return waiting.size();
    }

    private static final class Job<T extends Object> {
        private final Asker asker;
        private final Function<PasswordHash.Workspace, T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private long round;

        private Job(Asker asker, Function<PasswordHash.Workspace, T> work) {
            this.asker = asker;
            this.work = work;
        }

        /// @return whether somebody has the result, and will release the account
        private boolean run(PasswordHash.Workspace memory) {
            try {
                return done.complete(work.apply(memory));
            } catch (Throwable failed) {
                // Whoever waits for it deals with it; the thread goes on for the others.
                done.completeExceptionally(failed);
                Demise.tell(failed);
                return false;
            }
        }
    }

    private synchronized void enter(Job<?> job) {
        if (waiting.size() >= places) {
            dropAbandoned();
        }
        if (waiting.size() >= places) {
            Job<?> last = lastOfTheGreediest(job.asker);
            waiting.remove(last);
            last.done.cancel(false);
        }
        job.round =
                round
                        + Math.max(
                                count(Asker::address, job.asker.address),
                                count(Asker::account, job.asker.account));
        waiting.add(job);
        wake();
    }

    private synchronized void withdraw(Job<?> job) {
        waiting.remove(job);
        if (!job.done.cancel(false) && !job.done.isCompletedExceptionally()) {
            release(job.asker.account);
        }
    }

    /// What is refused to make place: of the address or account that has most waiting.
    ///
    /// @throws VaultException with `Throttled` if none has more than the one who asks
    private Job<?> lastOfTheGreediest(Asker asker) {
        for (Function<Asker, String> share :
                List.<Function<Asker, String>>of(Asker::address, Asker::account)) {
            Map<String, Integer> counts = new HashMap<>();
            waiting.forEach(job -> counts.merge(share.apply(job.asker), 1, Integer::sum));
            int own = counts.getOrDefault(share.apply(asker), 0);
            Map.Entry<String, Integer> most =
                    counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            if (most.getValue() > own + 1) {
                return waiting.stream()
                        .filter(job -> share.apply(job.asker).equals(most.getKey()))
                        .reduce((_, later) -> later)
                        .orElseThrow();
            }
        }
        throw full();
    }

    private int count(Function<Asker, String> share, String value) {
        int count = 0;
        for (Job<?> job : waiting) {
            if (share.apply(job.asker).equals(value)) {
                count++;
            }
        }
        return count;
    }

    private void dropAbandoned() {
        waiting.removeIf(job -> job.asker.left.getAsBoolean() && job.done.cancel(false));
    }

    private synchronized void release(String account) {
        busyAccounts.remove(account);
        if (!waiting.isEmpty()) {
            wake();
        }
    }

    private void wake() {
        if (idle < waiting.size() && started < threads) {
            Thread.ofPlatform().name("passwords-" + (started + 1)).daemon().start(this::hash);
            started++;
        } else {
            notify();
        }
    }

    /// The life of a thread.
    private void hash() {
        boolean ended = false;
        try {
            PasswordHash.Workspace memory = new PasswordHash.Workspace();
            for (Job<?> job = next(); job != null; job = next()) {
                if (!job.run(memory)) {
                    release(job.asker.account);
                }
            }
            ended = true;
        } finally {
            if (!ended) {
                replace();
            }
        }
    }

    /// A thread died of an error, such as memory that ran out.
    private synchronized void replace() {
        started--;
        if (!waiting.isEmpty()) {
            wake();
        }
    }

    /// @return null if there was nothing to do for so long that the thread ends
    private synchronized @Nullable Job<?> next() {
        long end = System.nanoTime() + IDLE.toNanos();
        for (Job<?> job = pick(); ; job = pick()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (job != null) {
                return job;
            }
            if (left <= 0) {
                started--;
                return null;
            }
            idle++;
            try {
                wait(left);
            } catch (InterruptedException _) {
                // Nobody interrupts it: it ends with the process.
            } finally {
                idle--;
            }
        }
    }

    private @Nullable Job<?> pick() {
        dropAbandoned();
        Job<?> first = null;
        for (Job<?> job : waiting) {
            if ((first == null || job.round < first.round)
                    && !busyAccounts.contains(job.asker.account)) {
                first = job;
            }
        }
        if (first != null) {
            waiting.remove(first);
            busyAccounts.add(first.asker.account);
            round = Math.max(round, first.round);
        }
        return first;
    }

    private static VaultException full() {
        return new VaultException(new VaultError.Throttled(RETRY));
    }
}
