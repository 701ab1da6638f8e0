package dev.keyward.api;

import dev.keyward.directory.Directory;
import dev.keyward.model.VaultException;
import dev.keyward.vault.Retention;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// What a deployment does by itself, once a minute: erases what has lain deleted long enough, and
/// renews the keys that sign tokens.
final class Housekeeping implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
    private static final long PERIOD_SECONDS = 60;
    private static final long PATIENCE_SECONDS = 10;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("housekeeping").daemon().factory());
    private final Retention retention;
    private final ErasureRecord erasures;
    private final Directory directory;
    private final InstantSource clock;

    Housekeeping(
            Retention retention, ErasureRecord erasures, Directory directory, InstantSource clock) {
        this.retention = retention;
        this.erasures = erasures;
        this.directory = directory;
        this.clock = clock;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::round, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /// One round; what fails is tried again in the next.
    private void round() {
        try {
            int erased =
                    retention.purgeDue(clock.instant(), due -> erasures.of(due, clock.instant()));
            if (erased > 0) {
                LOG.log(Level.INFO, "erased={0} objects and vaults past their retention", erased);
            }
            directory.rotateSigningKeys(() -> SystemRecord.of("TokenKeysRotated", clock.instant()));
        } catch (VaultException refused) {
            LOG.log(Level.ERROR, "housekeeping failed: {0}", refused.error());
        } catch (RuntimeException fault) {
            // The loop of this thread: without this the timer would stop for ever and say nothing.
            LOG.log(Level.ERROR, "housekeeping failed", fault);
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
