package dev.keyward.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.testing.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleTest {
    private static final VaultId VAULT = new VaultId(new UUID(0, 1));
    private static final VaultId OTHER = new VaultId(new UUID(0, 2));

    private final FakeClock clock = new FakeClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Throttle azure = new Throttle(ThrottleProfile.AZURE);

    private boolean admits(Throttle throttle, VaultId vault, Traffic traffic, int weight) {
        try {
            throttle.admit(vault, traffic, weight, clock.instant());
            return true;
        } catch (VaultException refused) {
            assertThat(refused.error()).isEqualTo(new VaultError.Throttled(Duration.ofSeconds(1)));
            return false;
        }
    }

    private int admitted(Traffic traffic, int weight) {
        int count = 0;
        while (admits(azure, VAULT, traffic, weight)) {
            count++;
        }
        return count;
    }

    /// data-plane-common.md, section 12.
    @ParameterizedTest
    @CsvSource({
        "KEY_USE,1,4000",
        "KEY_USE,4,1000",
        "KEY_USE,8,500",
        "NEW_KEY,1,20",
        "NEW_SECRET,1,300",
        "OTHER,1,4000"
    })
    void azureAdmitsWhatItPublishes(Traffic traffic, int weight, int count) {
        assertThat(admitted(traffic, weight)).isEqualTo(count);
    }

    @Test
    void heavyAndLightRequestsGoIntoOneSum() {
        for (int i = 0; i < 250; i++) {
            assertThat(admits(azure, VAULT, Traffic.KEY_USE, 8)).isTrue();
        }
        assertThat(admitted(Traffic.KEY_USE, 1)).isEqualTo(2_000);
    }

    @Test
    void whatIsRefusedDoesNotCount() {
        admitted(Traffic.NEW_KEY, 1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(admits(azure, VAULT, Traffic.NEW_KEY, 1)).isFalse();
        }
        clock.advance(Duration.ofSeconds(5));
        assertThat(admitted(Traffic.NEW_KEY, 1)).isEqualTo(10);
    }

    @Test
    void noVaultAndNoKindPaysForAnother() {
        admitted(Traffic.NEW_KEY, 1);
        assertThat(admits(azure, OTHER, Traffic.NEW_KEY, 1)).isTrue();
        assertThat(admits(azure, VAULT, Traffic.KEY_USE, 1)).isTrue();
    }

    @Test
    void aClockSetBackDoesNotKeepAVaultWaiting() {
        admitted(Traffic.NEW_KEY, 1);
        clock.advance(Duration.ofMillis(-5));
        assertThat(admits(azure, VAULT, Traffic.NEW_KEY, 1)).isFalse();
        clock.advance(Duration.ofDays(-1));
        assertThat(admitted(Traffic.NEW_KEY, 1)).isEqualTo(20);
    }

    @Test
    void manyThreadsGetNoMoreThanOne() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            Thread.ofPlatform()
                    .start(() -> {
                        count.addAndGet(admitted(Traffic.OTHER, 1));
                        done.countDown();
                    });
        }
        done.await();
        assertThat(count).hasValue(4_000);
    }

    /// Twice the requests that the load harness brings about, and a second of them at once.
    @Test
    void protectionIsFarAboveWhatAHostAnswers() {
        Throttle protect = new Throttle(ThrottleProfile.PROTECT);
        for (int second = 0; second < 20; second++) {
            for (int i = 0; i < 50_000; i++) {
                assertThat(admits(protect, VAULT, Traffic.KEY_USE, 1)).isTrue();
            }
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void offAdmitsEverything() {
        Throttle off = new Throttle(ThrottleProfile.OFF);
        for (int i = 0; i < 100_000; i++) {
            off.admit(VAULT, Traffic.NEW_KEY, 8, clock.instant());
            off.refusedToken("10.0.0.1", clock.instant());
        }
    }

    @Test
    void anAddressWhoseTokensAreRefusedTooOftenHasToWait() {
        for (int i = 0; i < ThrottleProfile.REFUSED_TOKENS; i++) {
            azure.refusedToken("10.0.0.1", clock.instant());
        }
        azure.refusedToken("10.0.0.2", clock.instant());
        assertThatThrownBy(() -> azure.refusedToken("10.0.0.1", clock.instant()))
                .isInstanceOf(VaultException.class);
        clock.advance(Duration.ofSeconds(1));
        azure.refusedToken("10.0.0.1", clock.instant());
    }

    @Test
    void aHostPaysForAllAddressesOfItsBlock() {
        for (int i = 0; i < ThrottleProfile.REFUSED_TOKENS; i++) {
            azure.refusedToken("2001:db8::" + Integer.toHexString(i), clock.instant());
        }
        assertThatThrownBy(() -> azure.refusedToken("2001:db8::ffff", clock.instant()))
                .isInstanceOf(VaultException.class);
        azure.refusedToken("2001:db8:0:1::1", clock.instant());
    }
}
