package dev.keyward.api.deployment;

import dev.keyward.model.DeploymentTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A deployment's time, from a machine whose wall clock may be set wrong (decision 29).
///
/// What is certain goes on by the clock that only counts, and is where the wall clock is as long as
/// the two agree. A wall clock set ahead is followed by [#instant] at once and by [#certain] when
/// it has run steadily for an hour ([#STEADY]) or an administrator confirms it; one set back is
/// followed by neither. What is given at [#begin], where an earlier process had come, is the least
/// that is certain.
///
/// [#tick] looks at the clocks, and is to be called every second or so. Between, [#instant] takes
/// what was certain then as its floor: one volatile read, and no lock. Safe for use by several
/// threads.
public final class WatchedTime implements DeploymentTime {
    /// A wall clock may be off by so much: it is followed ahead, and not ready behind.
    static final Duration TOLERANCE = Duration.ofSeconds(60);

    /// How long a wall clock has to run as the other one counts until it is taken for right.
    static final Duration STEADY = Duration.ofHours(1);

    /// A process that ended so short ago, by the wall clock, was restarted.
    static final Duration RESTART = Duration.ofHours(1);

    /// What two processes saw so far apart, by the wall clock, confirms the earlier: for those that
    /// never run for an hour.
    static final Duration APART = Duration.ofDays(1);

    private final MachineClock machine;
    private final Object lock = new Object();
    private volatile Reading last;

    /// How the wall clock stands to what is certain.
    public enum Standing {
        RIGHT,
        /// Perhaps it was set ahead, perhaps nobody was here for a while.
        AHEAD,
        BEHIND
    }

    /// What was seen last.
    ///
    /// @param nanos of the clock that counts
    /// @param steady since when the wall clock has run as the other one counts
    /// @param aheadSince what the wall clock showed when it was first found ahead; null if it isn't
    private record Reading(
            Instant certain,
            Instant wall,
            long nanos,
            Standing standing,
            Point steady,
            @Nullable Instant aheadSince) {}

    private record Point(Instant wall, long nanos) {}

    /// Until [#begin], the wall clock is believed.
    WatchedTime(MachineClock machine) {
        this.machine = machine;
        Point now = here();
        this.last = right(now);
    }

    private static Reading right(Point now) {
        return new Reading(now.wall, now.wall, now.nanos, Standing.RIGHT, now, null);
    }

    private Point here() {
        Instant wall = machine.wall().instant();
        return new Point(wall, machine.nanos().getAsLong());
    }

    /// Goes on from where the deployment had come.
    ///
    /// @param before what an earlier process knew; null if there was none
    void begin(@Nullable TimeMark before) {
        synchronized (lock) {
            Point now = here();
            if (before == null || machine.vouchedFor() != null) {
                last = right(now);
                return;
            }
            Instant floor = before.certain();
            @Nullable Instant since = before.aheadSince();
            if (since != null) {
                if (now.wall.isBefore(before.wall())) {
                    since = null;
                } else if (!now.wall.isBefore(since.plus(APART))) {
                    floor = before.wall();
                    since = null;
                }
            }
            Duration gap = Duration.between(floor, now.wall);
            last =
                    gap.compareTo(RESTART) > 0
                            ? new Reading(
                                    floor,
                                    now.wall,
                                    now.nanos,
                                    Standing.AHEAD,
                                    now,
                                    since == null ? now.wall : since)
                            : !gap.isNegative() ? right(now) : behind(floor, now, gap, now);
        }
    }

    private static Reading behind(Instant certain, Point now, Duration gap, Point steady) {
        Standing standing =
                gap.negated().compareTo(TOLERANCE) > 0 ? Standing.BEHIND : Standing.RIGHT;
        return new Reading(certain, now.wall, now.nanos, standing, steady, null);
    }

    /// Looks at the clocks.
    ///
    /// @return how the wall clock stands
    Standing tick() {
        synchronized (lock) {
            last = next(last, here());
            return last.standing;
        }
    }

    private static Reading next(Reading before, Point now) {
        Duration passed = Duration.ofNanos(now.nanos - before.nanos);
        Instant expected = before.certain.plus(passed);
        Duration gap = Duration.between(expected, now.wall);
        Point steady = isSteady(before.steady, now) ? before.steady : now;
        if (gap.compareTo(TOLERANCE) > 0) {
            boolean confirmed = now.nanos - steady.nanos >= STEADY.toNanos();
            Instant since = before.aheadSince == null ? now.wall : before.aheadSince;
            return confirmed
                    ? right(now)
                    : new Reading(expected, now.wall, now.nanos, Standing.AHEAD, steady, since);
        }
        if (!gap.isNegative()) {
            return new Reading(now.wall, now.wall, now.nanos, Standing.RIGHT, steady, null);
        }
        // A little behind, time goes at half its pace until the wall clock is there again.
        boolean little = gap.negated().compareTo(TOLERANCE) <= 0;
        return behind(
                little ? before.certain.plus(passed.dividedBy(2)) : expected, now, gap, steady);
    }

    private static boolean isSteady(Point begun, Point now) {
        Duration shown = Duration.between(begun.wall, now.wall);
        return shown.minusNanos(now.nanos - begun.nanos).abs().compareTo(TOLERANCE) <= 0;
    }

    /// The wall clock is right as it is, ahead or behind.
    void confirm() {
        synchronized (lock) {
            last = right(here());
        }
    }

    @Override
    public Instant instant() {
        Instant wall = machine.wall().instant();
        Instant floor = last.certain;
        return wall.isBefore(floor) ? floor : wall;
    }

    @Override
    public Instant certain() {
        return last.certain;
    }

    /// Why the wall clock is right, in an administrator's words; null if nobody says so.
    @Nullable String vouching() {
        return machine.vouchedFor();
    }

    /// How the wall clock stood when it was last looked at.
    public Standing standing() {
        return last.standing;
    }

    /// Whether the wall clock is behind now, whenever it was last looked at.
    boolean isBehind() {
        return wall().plus(TOLERANCE).isBefore(last.certain);
    }

    /// What the machine's clock shows.
    public Instant wall() {
        return machine.wall().instant();
    }

    /// When what is ahead will be certain by itself, by the wall clock; null if it is already.
    @Nullable Instant confirmedAt() {
        Reading now = last;
        return now.standing == Standing.AHEAD
                ? now.steady.wall.plus(STEADY).truncatedTo(ChronoUnit.SECONDS)
                : null;
    }

    /// For the next process.
    TimeMark mark() {
        Reading now = last;
        return new TimeMark(now.certain, now.wall, now.aheadSince);
    }
}
