package dev.keyward.api.deployment;

import dev.keyward.directory.Directory;
import dev.keyward.model.Demise;
import dev.keyward.model.VaultException;
import dev.keyward.vault.upkeep.Upkeep;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// What a deployment does by itself, once a minute: whatever has fallen due in its vaults, deleting
/// subscriptions, renewing the keys that sign tokens, and forgetting sign-ins that failed long ago.
public final class Housekeeping implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
    private static final long PERIOD_SECONDS = 60;
    private static final long ANCHOR_SECONDS = 1;

    /// After the start, which it must not slow down.
    private static final long CHECK_SECONDS = 5;

    private static final long PATIENCE_SECONDS = 10;
    private static final long BREATH_NANOS = 5_000_000;

    private final ScheduledExecutorService timer;
    private final Upkeep upkeep;
    private final Directory directory;
    private final SubscriptionDeletion deletion;
    private final SelfCheck check;
    private final TimeWatch watch;
    private final AtomicBoolean asked = new AtomicBoolean();

    public Housekeeping(
            Upkeep upkeep,
            Directory directory,
            SubscriptionDeletion deletion,
            SelfCheck check,
            TimeWatch watch,
            EngineEnd end) {
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform()
                                .name("housekeeping")
                                .daemon()
                                .uncaughtExceptionHandler(end)
                                .factory());
        this.upkeep = upkeep;
        this.check = check;
        this.directory = directory;
        this.deletion = deletion;
        this.watch = watch;
    }

    public void start() {
        var _ =
                timer.scheduleWithFixedDelay(
                        this::round, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> {
                            guarded(watch::tick);
                            guarded(check::advance);
                        },
                        ANCHOR_SECONDS,
                        ANCHOR_SECONDS,
                        TimeUnit.SECONDS);
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> guarded(check::round),
                        CHECK_SECONDS,
                        PERIOD_SECONDS,
                        TimeUnit.SECONDS);
        timer.execute(() -> guarded(directory::rotateSigningKeys));
        if (deletion.isPending()) {
            soon();
        }
    }

    /// Has everything that is due done without waiting for the minute. Asked for many times before
    /// it begins, it is done once.
    public void soon() {
        if (!timer.isShutdown() && asked.compareAndSet(false, true)) {
            timer.execute(() -> {
                asked.set(false);
                round();
            });
        }
    }

    /// Between two changes of a long row of them, so that those of callers get in between.
    public static void breathe() {
        LockSupport.parkNanos(BREATH_NANOS);
    }

    /// One round; what fails is tried again in a later one.
    private void round() {
        guarded(() -> deletion.round(() -> !timer.isShutdown()));
        guarded(() -> {
            Upkeep.Tally tally;
            do {
                tally = upkeep.round();
                if (tally.attended() + tally.failed() > 0) {
                    LOG.log(
                            Level.INFO,
                            "upkeep attended={0} failed={1}",
                            tally.attended(),
                            tally.failed());
                }
            } while (tally.isUnfinished() && !timer.isShutdown());
            directory.rotateSigningKeys();
            directory.browsers().forgetOld();
            directory.signIn().forgetOld();
            directory.devices().forgetOld();
        });
    }

    /// What fails is tried again at its next time.
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (VaultException refused) {
            LOG.log(Level.ERROR, "housekeeping failed: {0}", refused.error());
        } catch (RuntimeException fault) {
            // The loop of this thread: without this the timer would stop for ever and say nothing.
            LOG.log(Level.ERROR, "housekeeping failed", fault);
        } catch (Error fatal) {
            // The timer would keep it to itself.
            Demise.tell(fatal);
            throw fatal;
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
