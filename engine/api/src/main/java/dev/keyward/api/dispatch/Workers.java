package dev.keyward.api.dispatch;

import dev.keyward.api.operation.Cost;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The threads that operations run on beside the caller's own. Every queue is bounded, and those in
/// front of few threads are shared fairly ([FairLane]); what finds no room is refused at once
/// (reliability.md, section 11).
public final class Workers implements AutoCloseable {
    /// Half a second of RSA-4096 signatures on two threads, for each vault.
    private static final int CPU_QUEUE = 512;

    /// Finding RSA primes takes a tenth of a second and more, a file as long as two seconds.
    private static final int GENERATION_QUEUE = 32;

    /// Requests that wait, in each lane: some 2,000 small ones, or 90 of the largest certificates.
    private static final long WAITING_BYTES = 32 << 20;

    private static final int STORE_REQUESTS = 4096;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final FairLane cpu;
    private final FairLane generation;
    private final ExecutorService store;
    private final Semaphore storeRequests = new Semaphore(STORE_REQUESTS);

    /// Written by every request; that one overwrites another's time does no harm.
    private volatile long lastWork = System.nanoTime();

    /// @param cpuThreads one for each processor; more only makes them take turns
    /// @param onError what hears of an Error in one of them
    public Workers(int cpuThreads, Thread.UncaughtExceptionHandler onError) {
        this.cpu = new FairLane("cpu-", cpuThreads, CPU_QUEUE, WAITING_BYTES, onError);
        this.generation = new FairLane("generation-", 1, GENERATION_QUEUE, WAITING_BYTES, onError);
        this.store =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual()
                                .name("store-", 0)
                                .uncaughtExceptionHandler(onError)
                                .factory());
    }

    /// Whether nothing runs, and nothing came for a while; for what can wait for such a time.
    public boolean isIdle() {
        return cpu.isIdle()
                && generation.isIdle()
                && storeRequests.availablePermits() == STORE_REQUESTS
                && System.nanoTime() - lastWork > QUIET.toNanos();
    }

    /// What a request has to run.
    ///
    /// @param bytes of the request, which are kept while it waits
    /// @param work doesn't throw
    /// @param givenUp run in its place if it has to make room
    record Task(FairLane.Owner owner, long bytes, Runnable work, Runnable givenUp) {}

    /// @return takes the task back; whether it does, so that it won't run
    /// @throws VaultException with `Throttled` when there is no room
    BooleanSupplier run(Cost cost, Task task) {
        lastWork = System.nanoTime();
        return switch (cost) {
            case MEMORY -> {
                task.work().run();
                yield () -> false;
            }
            case CPU -> submit(cpu, task);
            case GENERATION -> submit(generation, task);
            case STORE -> {
                runOnStore(task.work());
                yield () -> false;
            }
        };
    }

    private static BooleanSupplier submit(FairLane lane, Task task) {
        return lane.submit(task.owner(), task.bytes(), task.work(), task.givenUp())::withdraw;
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
        cpu.shutdown();
        generation.shutdown();
        store.shutdown();
        try {
            cpu.awaitEnd(deadline);
            generation.awaitEnd(deadline);
            if (!store.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                store.shutdownNow();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
