package dev.keyward.vault.upkeep;

import dev.keyward.model.DeploymentTime;
import dev.keyward.model.VaultException;
import dev.keyward.records.DueRecord;
import dev.keyward.records.SealedStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The background work of a deployment: looks for records whose time has come and has the chore of
/// their kind attend to them.
///
/// What is due stands in the store and nowhere else, so a restart forgets nothing. A record that
/// fails is put off and never keeps others waiting; a chore that has much to do lets the next one
/// run after a while. What can't succeed ([Faults]) is told once and tried ever more rarely. Safe
/// to run at any time and more than once.
public final class Upkeep {
    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());
    private static final int BATCH = 100;

    /// How much of one kind is attended to before the next kind has its turn.
    private static final int MOST = 1_000;

    private static final Duration LONGEST = Duration.ofSeconds(20);

    /// After how long something that failed is tried again.
    static final Duration PAUSE = Duration.ofMinutes(15);

    private final SealedStore records;
    private final DeploymentTime time;
    private final List<Chore> chores;
    private final Faults faults = new Faults();

    public Upkeep(SealedStore records, DeploymentTime time, List<Chore> chores) {
        this.records = records;
        this.time = time;
        this.chores = List.copyOf(chores);
    }

    /// What one round came to.
    ///
    /// @param isUnfinished whether a chore was stopped so that others had their turn
    public record Tally(int attended, int failed, boolean isUnfinished) {
        private Tally plus(Tally other) {
            return new Tally(
                    attended + other.attended,
                    failed + other.failed,
                    isUnfinished || other.isUnfinished);
        }
    }

    /// Attends to everything due, within bounds. Waits, so it belongs on a thread of its own.
    public Tally round() {
        Tally sum = new Tally(0, 0, false);
        for (Chore chore : chores) {
            sum = sum.plus(round(chore));
        }
        return sum;
    }

    private Tally round(Chore chore) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Set<DueRecord> seen = new HashSet<>();
        int failed = 0;
        while (seen.size() < MOST && System.nanoTime() < deadline) {
            Instant now = time.certain();
            List<DueRecord> next =
                    records
                            .due(
                                    chore.kind(),
                                    now.getEpochSecond(),
                                    BATCH + seen.size() + faults.size())
                            .stream()
                            .filter(record -> !seen.contains(record))
                            .filter(record -> !faults.isResting(record, now))
                            .limit(BATCH)
                            .toList();
            if (next.isEmpty()) {
                return new Tally(seen.size() - failed, failed, false);
            }
            for (DueRecord record : next) {
                seen.add(record);
                failed += attend(chore, record, now) ? 0 : 1;
            }
        }
        return new Tally(seen.size() - failed, failed, true);
    }

    private boolean attend(Chore chore, DueRecord record, Instant now) {
        Instant until;
        try {
            chore.attend(record, now);
            faults.succeeded(record);
            return true;
        } catch (RuntimeException failure) {
            // One record's fault is no reason to leave the others.
            until = failed(record, failure, now);
        }
        try {
            chore.putOff(record, until);
        } catch (VaultException refused) {
            LOG.log(Level.ERROR, "due={0} can't be put off: {1}", record, refused.error());
        }
        return false;
    }

    /// @return when to try again
    private Instant failed(DueRecord record, RuntimeException failure, Instant now) {
        if (!Faults.isLasting(failure)) {
            LOG.log(Level.ERROR, "due={0} failed: {1}", record, failure.getMessage());
            return now.plus(PAUSE);
        }
        Faults.Rest rest = faults.add(record, failure, now);
        LOG.log(
                rest.isNew() ? Level.ERROR : Level.DEBUG,
                "due=" + record + " can't succeed, next try " + rest.until(),
                failure);
        return rest.until();
    }
}
