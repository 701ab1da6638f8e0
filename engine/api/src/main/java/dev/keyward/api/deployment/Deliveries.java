package dev.keyward.api.deployment;

import dev.keyward.model.Demise;
import dev.keyward.model.VaultException;
import dev.keyward.vault.upkeep.Upkeep;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Sends what lies in the outbox, every two seconds, on a thread of its own: whoever doesn't answer
/// keeps nothing of the deployment waiting.
public final class Deliveries implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Deliveries.class.getName());
    private static final long PERIOD_SECONDS = 2;
    private static final long PATIENCE_SECONDS = 11;

    private final ScheduledExecutorService timer;
    private final Upkeep courier;

    /// @param courier with the one chore
    public Deliveries(Upkeep courier, EngineEnd end) {
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform()
                                .name("deliveries")
                                .daemon()
                                .uncaughtExceptionHandler(end)
                                .factory());
        this.courier = courier;
    }

    public void start() {
        var _ =
                timer.scheduleWithFixedDelay(
                        this::round, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void round() {
        try {
            courier.round();
        } catch (VaultException refused) {
            LOG.log(Level.ERROR, "deliveries failed: {0}", refused.error());
        } catch (RuntimeException fault) {
            // The loop of this thread: without this the timer would stop for ever and say nothing.
            LOG.log(Level.ERROR, "deliveries failed", fault);
        } catch (Error fatal) {
            // The timer would keep it to itself.
            Demise.tell(fatal);
            throw fatal;
        }
    }

    /// Lets a call that was begun end: it takes no longer than that.
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
