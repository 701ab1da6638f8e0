package dev.keyward.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.deployment.WatchedTime.Standing;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("reliability:R-13")
class WatchedTimeTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeMachine machine = new FakeMachine(START);
    private WatchedTime time = opened(null);

    private WatchedTime opened(@Nullable TimeMark before) {
        WatchedTime opened = new WatchedTime(machine.clock());
        opened.begin(before);
        return opened;
    }

    private void pass(Duration whole) {
        for (Duration rest = whole; rest.isPositive(); rest = rest.minus(SECOND)) {
            machine.pass(SECOND);
            time.tick();
        }
    }

    /// Another process, that much later.
    private void restart(Duration later) {
        TimeMark mark = time.mark();
        machine.pass(later);
        time = opened(mark);
    }

    @Test
    void aRightClockIsCertain() {
        pass(Duration.ofMinutes(5));
        assertThat(time.certain()).isEqualTo(machine.wall());
        assertThat(time.instant()).isEqualTo(machine.wall());
        assertThat(time.standing()).isEqualTo(Standing.RIGHT);
        assertThat(time.confirmedAt()).isNull();
    }

    @Test
    void aClockSetAheadIsFollowedAtOnceAndCertainAfterAnHour() {
        pass(SECOND);
        machine.set(Duration.ofDays(92));
        pass(Duration.ofMinutes(59));
        assertThat(time.instant()).isEqualTo(machine.wall());
        assertThat(time.certain()).isEqualTo(START.plus(SECOND).plus(Duration.ofMinutes(59)));
        assertThat(time.standing()).isEqualTo(Standing.AHEAD);
        assertThat(time.confirmedAt())
                .isBetween(
                        machine.wall().plus(Duration.ofMinutes(1)),
                        machine.wall().plus(Duration.ofSeconds(62)));
        pass(Duration.ofSeconds(62));
        assertThat(time.certain()).isEqualTo(machine.wall());
        assertThat(time.standing()).isEqualTo(Standing.RIGHT);
    }

    @Test
    void theHourBeginsAnewWheneverTheClockIsSet() {
        machine.set(Duration.ofDays(1));
        pass(Duration.ofMinutes(50));
        machine.set(Duration.ofHours(3));
        pass(Duration.ofMinutes(50));
        assertThat(time.standing()).isEqualTo(Standing.AHEAD);
        assertThat(time.certain()).isEqualTo(START.plus(Duration.ofMinutes(100)));
    }

    @Test
    void anAdministratorConfirmsAtOnceAheadOrBehind() {
        machine.set(Duration.ofDays(1));
        time.confirm();
        assertThat(time.certain()).isEqualTo(machine.wall());
        machine.set(Duration.ofDays(-700));
        time.tick();
        assertThat(time.isBehind()).isTrue();
        time.confirm();
        assertThat(time.isBehind()).isFalse();
        assertThat(time.instant()).isEqualTo(machine.wall());
    }

    @Test
    void aLittleBehindIsMadeGoodWithoutGoingBack() {
        pass(SECOND);
        Instant before = time.instant();
        machine.set(Duration.ofSeconds(-20));
        for (int i = 0; i < 50; i++) {
            pass(SECOND);
            assertThat(time.instant()).isAfterOrEqualTo(before);
            before = time.instant();
        }
        assertThat(time.certain()).isEqualTo(machine.wall());
        assertThat(time.standing()).isEqualTo(Standing.RIGHT);
    }

    @Test
    void aClockThatStandsStillIsBehindSoonAndTimeGoesOn() {
        machine.freeze();
        pass(Duration.ofMinutes(10));
        assertThat(time.isBehind()).isTrue();
        assertThat(time.standing()).isEqualTo(Standing.BEHIND);
        assertThat(time.instant())
                .isBetween(START.plus(Duration.ofMinutes(8)), START.plus(Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 60, 3599})
    void aRestartTakesNothingFromWhatIsCertain(long seconds) {
        pass(SECOND);
        restart(Duration.ofSeconds(seconds));
        assertThat(time.standing()).isEqualTo(Standing.RIGHT);
        assertThat(time.certain()).isEqualTo(machine.wall());
    }

    @Test
    void afterAWeekOffItServesAtOnceAndIsCertainInAnHour() {
        restart(Duration.ofDays(7));
        assertThat(time.instant()).isEqualTo(machine.wall());
        assertThat(time.certain()).isEqualTo(START);
        assertThat(time.isBehind()).isFalse();
        pass(Duration.ofHours(1));
        assertThat(time.certain()).isEqualTo(machine.wall());
    }

    @Test
    void processesThatNeverLastAnHourConfirmEachOther() {
        restart(Duration.ofDays(7));
        pass(Duration.ofSeconds(5));
        Instant first = machine.wall();
        restart(Duration.ofHours(12));
        assertThat(time.certain()).isEqualTo(START.plus(Duration.ofSeconds(5)));
        restart(Duration.ofHours(13));
        // A day after the first that found it so: what the last one saw is certain.
        assertThat(time.certain()).isAfterOrEqualTo(first);
        assertThat(time.standing()).isEqualTo(Standing.AHEAD);
        restart(Duration.ofDays(2));
        assertThat(time.certain()).isAfter(first.plus(Duration.ofHours(24)));
    }

    @Test
    void aFutureThatOneProcessSawIsForgottenByTheNext() {
        machine.set(Duration.ofDays(3653));
        pass(Duration.ofSeconds(75));
        machine.set(Duration.ofDays(-3653));
        restart(Duration.ofSeconds(1));
        assertThat(time.standing()).isEqualTo(Standing.RIGHT);
        assertThat(time.instant()).isEqualTo(machine.wall());
        assertThat(time.certain()).isEqualTo(machine.wall());
    }
}
