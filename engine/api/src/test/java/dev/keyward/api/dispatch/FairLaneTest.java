package dev.keyward.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.TenantId;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who waits behind whom. One thread is held until all have come, so that the order of what follows
/// doesn't hang on how fast the machine is.
final class FairLaneTest {
    private static final FairLane.Owner FLOOD = owner(1, 1);
    private static final FairLane.Owner OTHER_VAULT = owner(1, 2);
    private static final FairLane.Owner NEIGHBOUR = owner(2, 3);
    private static final int PLACES = 8;
    private static final long ROOM = 20 * (16 << 10);

    private final FairLane lane = new FairLane("lane-", 1, PLACES, ROOM, (_, _) -> {});
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final AtomicInteger givenUp = new AtomicInteger();

    private static FairLane.Owner owner(int tenant, int vault) {
        return new FairLane.Owner(
                new TenantId(new UUID(0, tenant)), new VaultId(new UUID(0, vault)));
    }

    @BeforeEach
    void hold() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        lane.submit(
                FLOOD,
                0,
                () -> {
                    begun.countDown();
                    await(gate);
                    ran.add("held");
                },
                () -> {});
        begun.await();
    }

    @AfterEach
    void end() throws InterruptedException {
        gate.countDown();
        lane.shutdown();
        lane.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(10));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private FairLane.Ticket submit(FairLane.Owner owner, String name) {
        return lane.submit(owner, 0, () -> ran.add(name), givenUp::incrementAndGet);
    }

    private List<String> order() throws InterruptedException {
        end();
        return ran;
    }

    @Test
    @Tag("security:S-07")
    void aNeighbourWaitsForWhatRunsAndNotForTheQueueOfAnother() throws InterruptedException {
        for (int i = 0; i < PLACES; i++) {
            submit(FLOOD, "flood");
        }
        submit(NEIGHBOUR, "neighbour");
        assertThat(order()).startsWith("held", "neighbour").hasSize(PLACES + 2);
    }

    /// A hundred times as long as the neighbour's: each has its turn for as long as the other had.
    @Test
    @Tag("security:S-07")
    void whoTakesLongHasNoMoreThanHalfWhileAnotherWaits() throws InterruptedException {
        for (int i = 0; i < PLACES; i++) {
            lane.submit(
                    FLOOD,
                    0,
                    () -> {
                        long until = System.nanoTime() + 20_000_000;
                        while (System.nanoTime() < until) {
                            Thread.onSpinWait();
                        }
                        ran.add("long");
                    },
                    () -> {});
            submit(NEIGHBOUR, "short");
        }
        List<String> order = order();
        assertThat(order.subList(1, PLACES + 2)).filteredOn("long"::equals).hasSizeLessThan(3);
    }

    @Test
    @Tag("security:S-07")
    void vaultsOfOneTenantShareWhatIsItsOwn() throws InterruptedException {
        for (int i = 0; i < PLACES; i++) {
            submit(FLOOD, "flood");
        }
        submit(OTHER_VAULT, "other");
        submit(NEIGHBOUR, "neighbour");
        assertThat(order().subList(0, 4)).contains("held", "other", "neighbour");
    }

    @Test
    @Tag("security:S-07")
    void aFullVaultIsRefusedAndNoOtherIs() throws InterruptedException {
        for (int i = 0; i < PLACES; i++) {
            submit(FLOOD, "flood");
        }
        assertThatThrownBy(() -> submit(FLOOD, "flood"))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("Throttled");
        submit(OTHER_VAULT, "other");
        submit(NEIGHBOUR, "neighbour");
        assertThat(givenUp).hasValue(0);
        assertThat(order()).contains("other", "neighbour");
    }

    /// Vaults of one tenant fill the whole lane: the newcomer has the place of the one that came
    /// last of them.
    @Test
    @Tag("security:S-07")
    void aFullLaneMakesRoomForWhoHasLeast() throws InterruptedException {
        int flooded = 0;
        for (int vault = 10; flooded < 20; vault++) {
            for (int i = 0; i < PLACES && flooded < 20; i++, flooded++) {
                submit(owner(1, vault), "flood");
            }
        }
        submit(NEIGHBOUR, "neighbour");
        assertThat(givenUp).hasValue(1);
        assertThat(order()).startsWith("held").hasSize(21).contains("neighbour");
        assertThat(ran.indexOf("neighbour")).isLessThan(3);
    }

    @Test
    void largeRequestsFillItSooner() {
        FairLane.Ticket large = lane.submit(FLOOD, ROOM / 2, () -> {}, givenUp::incrementAndGet);
        assertThatThrownBy(() -> lane.submit(FLOOD, ROOM / 2, () -> {}, () -> {}))
                .isInstanceOf(VaultException.class);
        submit(NEIGHBOUR, "neighbour");
        assertThat(large.withdraw()).isTrue();
        assertThat(givenUp).hasValue(0);
    }

    @Test
    @Tag("security:S-07")
    void whatIsTakenBackLeavesItsPlace() throws InterruptedException {
        for (int round = 0; round < 100; round++) {
            FairLane.Ticket left = submit(FLOOD, "left");
            assertThat(left.withdraw()).isTrue();
            assertThat(left.withdraw()).isFalse();
        }
        submit(FLOOD, "stays");
        assertThat(order()).containsExactly("held", "stays");
    }

    @Test
    void aFaultTakesNoPlaceForGood() throws InterruptedException {
        lane.submit(
                FLOOD,
                0,
                () -> {
                    Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
                    throw new AssertionError("a fault");
                },
                () -> {});
        submit(NEIGHBOUR, "neighbour");
        submit(FLOOD, "after");
        gate.countDown();
        CountDownLatch last = new CountDownLatch(1);
        // Of the same neighbour, so that it comes behind "after".
        lane.submit(FLOOD, 0, last::countDown, () -> {});
        assertThat(last.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(order()).contains("neighbour", "after");
    }
}
