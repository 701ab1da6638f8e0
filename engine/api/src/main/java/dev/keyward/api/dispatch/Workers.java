package dev.keyward.api.dispatch;

import dev.keyward.api.operation.Cost;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads that operations run on beside the caller's own. Every queue is bounded; what finds
/// it full is refused at once (reliability.md, section 11).
public final class Workers implements AutoCloseable {
    /// Half a second of RSA-4096 signatures on two threads.
    private static final int CPU_QUEUE = 512;

    /// Finding RSA primes takes a tenth of a second and more.
    private static final int GENERATION_QUEUE = 32;

    private static final int STORE_REQUESTS = 4096;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final ThreadPoolExecutor cpu;
    private final ThreadPoolExecutor generation;
    private final ExecutorService store =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("store-", 0).factory());
    private final Semaphore storeRequests = new Semaphore(STORE_REQUESTS);

    /// Written by every request; that one overwrites another's time does no harm.
    private volatile long lastWork = System.nanoTime();

    /// @param cpuThreads one for each processor; more only makes them take turns
    public Workers(int cpuThreads) {
        this.cpu = pool("cpu-", cpuThreads, CPU_QUEUE);
        this.generation = pool("generation-", 1, GENERATION_QUEUE);
    }

    private static ThreadPoolExecutor pool(String name, int threads, int queue) {
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().name(name, 0).daemon().factory());
    }

    /// Whether nothing runs, and nothing came for a while; for what can wait for such a time.
    public boolean isIdle() {
        return cpu.getActiveCount() == 0
                && generation.getActiveCount() == 0
                && storeRequests.availablePermits() == STORE_REQUESTS
                && System.nanoTime() - lastWork > QUIET.toNanos();
    }

    /// @throws VaultException with `Throttled` when there is no room
    void run(Cost cost, Runnable work) {
        lastWork = System.nanoTime();
        try {
            switch (cost) {
                case MEMORY -> work.run();
                case CPU -> cpu.execute(work);
                case GENERATION -> generation.execute(work);
                case STORE -> runOnStore(work);
            }
        } catch (RejectedExecutionException full) {
            throw new VaultException(new VaultError.Throttled(RETRY));
        }
    }

    private void runOnStore(Runnable work) {
        if (!storeRequests.tryAcquire()) {
            throw new VaultException(new VaultError.Throttled(RETRY));
        }
        store.execute(() -> {
            try {
                work.run();
            } finally {
                storeRequests.release();
            }
        });
    }

    /// Lets what was begun come to its end, for a while.
    @Override
    public void close() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (ExecutorService pool : new ExecutorService[] {cpu, generation, store}) {
            pool.shutdown();
        }
        try {
            for (ExecutorService pool : new ExecutorService[] {cpu, generation, store}) {
                if (!pool.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    pool.shutdownNow();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
