package dev.keyward.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("security:S-14")
final class PaceTest {
    private static final Duration APART = Duration.ofMillis(20);
    private static final Duration APART_ON_PROBATION = Duration.ofSeconds(1);
    private static final Duration PROBATION = Duration.ofSeconds(10);
    private static final OptionalLong AT_ONCE = OptionalLong.of(0);

    /// Near the end of what a long holds: a clock that counts nanoseconds may be anywhere.
    private long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    private final Pace pace =
            new Pace(
                    new Arrivals(3, APART, PROBATION, APART_ON_PROBATION, Duration.ofSeconds(2)),
                    () -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static OptionalLong after(Duration wait) {
        return OptionalLong.of(wait.toNanos());
    }

    private void comeAtOnce(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(pace.comes("one")).isEqualTo(AT_ONCE);
        }
    }

    @Test
    void aHostComesInAtItsPaceAfterThoseThatItMayBringAtOnce() {
        comeAtOnce(3);
        assertThat(pace.comes("one")).isEqualTo(after(APART));
        assertThat(pace.comes("one")).isEqualTo(after(APART.multipliedBy(2)));
        pass(APART);
        assertThat(pace.comes("one")).isEqualTo(after(APART.multipliedBy(2)));
    }

    @Test
    void hostsDontWaitForEachOther() {
        comeAtOnce(3);
        assertThat(pace.comes("other")).isEqualTo(AT_ONCE);
    }

    @Test
    void afterAPauseAHostMayBringAsManyAtOnceAgain() {
        comeAtOnce(3);
        pass(APART.multipliedBy(3));
        comeAtOnce(3);
        assertThat(pace.comes("one")).isEqualTo(after(APART));
    }

    @Test
    void whoOffendedComesInSlowlyForAWhile() {
        comeAtOnce(1);
        pace.offended("one");
        assertThat(pace.comes("one")).isEqualTo(after(APART_ON_PROBATION));
        assertThat(pace.comes("one")).isEqualTo(after(APART_ON_PROBATION.multipliedBy(2)));
        assertThat(pace.comes("other")).isEqualTo(AT_ONCE);
        pass(PROBATION);
        comeAtOnce(3);
    }

    @Test
    void whoOffendsAgainGainsNothingByIt() {
        for (int i = 0; i < 5; i++) {
            pace.offended("one");
        }
        assertThat(pace.comes("one")).isEqualTo(after(APART_ON_PROBATION));
        pass(APART_ON_PROBATION);
        pace.offended("one");
        assertThat(pace.comes("one")).isEqualTo(after(APART_ON_PROBATION));
    }

    @Test
    void nobodyWaitsForLong() {
        pace.offended("one");
        assertThat(pace.comes("one")).isPresent();
        assertThat(pace.comes("one")).isPresent();
        assertThat(pace.comes("one")).isEmpty();
        pass(APART_ON_PROBATION);
        assertThat(pace.comes("one")).isEqualTo(after(Duration.ofSeconds(2)));
    }

    @Test
    void whoHasntBeenSeenForLongestIsForgottenWhenThereAreTooMany() {
        pace.offended("one");
        for (int i = 0; i < Pace.HOSTS; i++) {
            assertThat(pace.comes("host " + i)).isEqualTo(AT_ONCE);
        }
        assertThat(pace.comes("one")).isEqualTo(AT_ONCE);
    }
}
