package dev.keyward.api.deployment;

import dev.keyward.api.audit.SystemRecord;
import dev.keyward.audit.AuditLog;
import dev.keyward.audit.AuditReader;
import dev.keyward.audit.Checkpoint;
import dev.keyward.model.DeploymentTime;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Stages;
import dev.keyward.store.Store;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The deployment's time, watched and remembered: compared at the start with where the deployment
/// had come, looked at each second, written down each minute and at the end. What is wrong with the
/// machine's clock goes to the log and on the record. A clock that is no [MachineClock] isn't
/// watched.
public final class TimeWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TimeWatch.class.getName());

    /// A clock further behind is no clock to start with.
    private static final Duration FURTHEST_BEHIND = Duration.ofMinutes(5);

    private static final Duration EVERY = Duration.ofMinutes(1);

    private final DeploymentTime time;
    private final @Nullable WatchedTime watched;
    private final Store store;
    private final RecordScope system;
    private final String node;
    private @Nullable AuditLog audit;
    private volatile @Nullable TimeMark written;
    private WatchedTime.Standing told = WatchedTime.Standing.RIGHT;

    /// @param node whose mark it is
    public TimeWatch(InstantSource clock, Store store, RecordScope system, String node) {
        this.watched = clock instanceof MachineClock machine ? new WatchedTime(machine) : null;
        this.time = watched == null ? DeploymentTime.trusting(clock) : watched;
        this.store = store;
        this.system = system;
        this.node = node;
    }

    public DeploymentTime time() {
        return time;
    }

    /// Goes on from the latest of what the mark, the anchor and the trail say. The trail's times
    /// are those of the wall clock, so they don't count where that was found ahead when they were
    /// written.
    ///
    /// @param anchored when the anchor was written; null if there is none
    /// @throws VaultException with `Unavailable` if the clock is behind them, or can't be right at
    ///   all
    /// @throws IOException if the trail can't be read
    public void begin(@Nullable Instant anchored, AuditReader trail) throws IOException {
        if (watched == null) {
            return;
        }
        TimeMark mark = TimeMark.find(system, node).orElse(null);
        Instant recorded =
                mark != null && mark.aheadSince() != null
                        ? null
                        : trail.newestCheckpoint().map(Checkpoint::time).orElse(null);
        Instant floor = later(later(mark == null ? null : mark.certain(), anchored), recorded);
        if (watched.vouching() == null) {
            check(watched.wall(), floor);
            written = mark;
        }
        watched.begin(
                floor == null
                        ? null
                        : mark == null
                                ? new TimeMark(floor, floor, null)
                                : new TimeMark(floor, mark.wall(), mark.aheadSince()));
        if (watched.standing() == WatchedTime.Standing.AHEAD) {
            // As after a weekend: nothing that anybody need be told on the record.
            told = WatchedTime.Standing.AHEAD;
            LOG.log(
                    Level.INFO,
                    "nobody was here since {0}; what can''t be undone waits until {1}",
                    watched.certain(),
                    watched.confirmedAt());
        }
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || b != null && b.isAfter(a) ? b : a;
    }

    private static void check(Instant wall, @Nullable Instant floor) {
        Instant oldest = ofThisJava();
        if (wall.isBefore(oldest)) {
            throw refused(
                    wall, "this Java was made on " + LocalDate.ofInstant(oldest, ZoneOffset.UTC));
        }
        if (floor != null && wall.isBefore(floor.minus(FURTHEST_BEHIND))) {
            throw refused(
                    wall,
                    "this deployment was used until " + floor.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /// No clock is right that is before it.
    private static Instant ofThisJava() {
        String date = System.getProperty("java.version.date", "");
        return date.matches("\\d{4}-\\d{2}-\\d{2}")
                ? LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC)
                : Instant.EPOCH;
    }

    private static VaultException refused(Instant wall, String but) {
        return new VaultException(
                new VaultError.Unavailable(
                        "the clock of this machine says "
                                + wall.truncatedTo(ChronoUnit.SECONDS)
                                + ", but "
                                + but
                                + "; what has expired would be valid again. Set the clock right."
                                + " Where it is right and was wrong before, say so once: keyward"
                                + " serve --accept-clock REASON"));
    }

    /// Has what is found from now on put on the record.
    public void tell(AuditLog trail) {
        audit = trail;
        if (watched != null && watched.vouching() != null) {
            record(
                    "TimeAccepted",
                    "the clock of the machine was accepted as it is: " + watched.vouching());
        }
    }

    /// Each second.
    void tick() {
        if (watched == null) {
            return;
        }
        WatchedTime.Standing standing = watched.tick();
        boolean changed = standing != told;
        if (changed) {
            told = standing;
            tellOf(standing, watched);
        }
        TimeMark mark = watched.mark();
        if (changed || isOld(mark)) {
            write(mark);
        }
    }

    private void tellOf(WatchedTime.Standing standing, WatchedTime of) {
        String clock =
                "the clock of the machine, " + of.wall().truncatedTo(ChronoUnit.SECONDS) + ", ";
        String certain = of.certain().truncatedTo(ChronoUnit.SECONDS).toString();
        switch (standing) {
            case RIGHT -> {
                LOG.log(Level.INFO, "{0}is right", clock);
                if (audit != null) {
                    var _ = audit.append(SystemRecord.of("TimeRight", time.instant()));
                }
            }
            case AHEAD -> {
                String what =
                        clock
                                + "is ahead of "
                                + certain
                                + ", until when this deployment was seen; purges and other things"
                                + " that can't be undone wait until "
                                + of.confirmedAt()
                                + ", or for Confirm-ServerTime";
                LOG.log(Level.WARNING, what);
                record("TimeAhead", what);
            }
            case BEHIND -> {
                String what =
                        clock
                                + "was set back: it is "
                                + certain
                                + " by what went before. Set it right, or where it is right now,"
                                + " say so with Confirm-ServerTime";
                LOG.log(Level.ERROR, what);
                record("TimeBehind", what);
            }
        }
    }

    private void record(String operation, String what) {
        if (audit != null) {
            var _ = audit.append(SystemRecord.failure(operation, time.instant(), what));
        }
    }

    private boolean isOld(TimeMark mark) {
        TimeMark before = written;
        return before == null || mark.certain().isAfter(before.certain().plus(EVERY));
    }

    private void write(TimeMark mark) {
        Stages.join(
                store.change(tx -> {
                    mark.write(tx, system, node);
                    return mark;
                }));
        written = mark;
    }

    /// Whether the machine's clock is behind, so that clients are better off elsewhere.
    public boolean isBehind() {
        return watched != null && watched.isBehind();
    }

    /// How things stand with the time.
    ///
    /// @param wall what the machine's clock shows
    /// @param confirmedAt when that will be certain by itself; null if it is, or never will be
    public record Status(
            Instant time,
            Instant wall,
            Instant certain,
            WatchedTime.Standing standing,
            @Nullable Instant confirmedAt) {}

    public Status status() {
        return watched == null
                ? new Status(
                        time.instant(),
                        time.instant(),
                        time.certain(),
                        WatchedTime.Standing.RIGHT,
                        null)
                : new Status(
                        watched.instant(),
                        watched.wall(),
                        watched.certain(),
                        watched.standing(),
                        watched.confirmedAt());
    }

    /// Takes the machine's clock for right as it is, on an administrator's word.
    ///
    /// @param said what time it is by another clock
    /// @param evidence what becomes durable with it, as an audit record
    /// @return the time that is certain from now on; empty if the two clocks differ, and nothing is
    ///   done
    public Optional<Instant> confirm(Instant said, Supplier<byte[]> evidence) {
        Instant wall = status().wall();
        if (Duration.between(wall, said).abs().compareTo(WatchedTime.TOLERANCE) > 0) {
            return Optional.empty();
        }
        TimeMark mark = new TimeMark(wall, wall, null);
        Stages.join(
                store.change(tx -> {
                    mark.write(tx, system, node);
                    tx.evidence(evidence.get());
                    return mark;
                }));
        if (watched != null) {
            watched.confirm();
            written = mark;
        }
        return Optional.of(wall);
    }

    /// Writes down how far time has come, where that isn't known by less than a minute.
    @Override
    public void close() {
        if (watched == null) {
            return;
        }
        watched.tick();
        TimeMark mark = watched.mark();
        try {
            if (isOld(mark) || mark.aheadSince() != null) {
                write(mark);
            }
        } catch (VaultException refused) {
            LOG.log(Level.WARNING, "the time can't be written down: {0}", refused.error());
        }
    }
}
