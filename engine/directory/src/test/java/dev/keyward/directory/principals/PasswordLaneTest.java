package dev.keyward.directory.principals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The work is held until the test lets it go, so that nothing depends on how long anything takes.
@Tag("security:S-14")
@Timeout(30)
class PasswordLaneTest {
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch held = new CountDownLatch(1);
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        held.countDown();
        requests.shutdownNow();
    }

    @Test
    void hashesRunOnThreadsOfTheLaneAlone() throws Exception {
        PasswordLane lane = new PasswordLane(2, 8);
        List<String> threads = new CopyOnWriteArrayList<>();
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(
                    ask(
                            lane,
                            asker("a", "account " + i),
                            () -> threads.add(Thread.currentThread().getName())));
        }
        for (Future<String> each : all) {
            each.get();
        }
        assertThat(threads).hasSize(8).allMatch(name -> name.matches("passwords-[12]"));
    }

    @Test
    void whoComesWhenItIsFullIsRefusedAtOnceAndToldWhenToComeAgain() throws Exception {
        PasswordLane lane = blocked();
        for (int i = 0; i < 4; i++) {
            var _ = waiting(lane, "a", "account " + i);
        }
        Future<String> last = ask(lane, "a", "another");
        assertThatThrownBy(last::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        VaultException.class,
                        refused ->
                                assertThat(refused.error())
                                        .isInstanceOf(VaultError.Throttled.class));
    }

    @Test
    void oneAddressThatFillsTheQueueKeepsNobodyElseOut() throws Exception {
        PasswordLane lane = blocked();
        List<Future<String>> flood = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            flood.add(waiting(lane, "flood", "account " + i));
        }
        Future<String> honest = ask(lane, "honest", "somebody");
        // The last of the many makes room.
        assertThatThrownBy(flood.get(3)::get).hasCauseInstanceOf(VaultException.class);
        await(() -> lane.waiting() == 4);
        held.countDown();
        honest.get();
        // Behind one of the flood at most: rounds go by address.
        assertThat(done.indexOf("somebody")).isLessThanOrEqualTo(1);
        for (Future<String> each : flood.subList(0, 3)) {
            each.get();
        }
    }

    @Test
    void manyAddressesAfterOneAccountDontFillTheQueueEither() throws Exception {
        PasswordLane lane = blocked();
        for (int i = 0; i < 4; i++) {
            var _ = waiting(lane, "bot " + i, "victim");
        }
        Future<String> honest = ask(lane, "honest", "somebody");
        await(() -> lane.waiting() == 4);
        held.countDown();
        assertThat(honest.get()).isEqualTo("somebody");
    }

    @Test
    void anAccountIsWorkedOnOnceAtATimeUntilItsTurnIsOver() throws Exception {
        PasswordLane lane = new PasswordLane(2, 8);
        Future<String> second;
        try (PasswordLane.Turn<String> first = lane.take(asker("a", "account"), _ -> "first")) {
            assertThat(first.result()).isEqualTo("first");
            second = waiting(lane, "b", "account");
            assertThat(ask(lane, "a", "another").get()).isEqualTo("another");
            assertThat(second).isNotDone();
        }
        assertThat(second.get()).isEqualTo("account");
    }

    @Test
    void whatNobodyWaitsForIsNotBegun() throws Exception {
        PasswordLane lane = blocked();
        AtomicBoolean left = new AtomicBoolean();
        Future<String> gone =
                ask(lane, new PasswordLane.Asker("a", "gone", left::get), () -> done.add("gone"));
        await(() -> lane.waiting() == 1);
        Future<String> there = waiting(lane, "b", "there");
        left.set(true);
        held.countDown();
        assertThat(there.get()).isEqualTo("there");
        assertThatThrownBy(gone::get).hasCauseInstanceOf(VaultException.class);
        assertThat(done).containsExactly("there");
    }

    @Test
    void whatFailsFailsForItsCallerAloneAndFreesItsAccount() throws Exception {
        PasswordLane lane = new PasswordLane(1, 4);
        Future<String> failed =
                ask(
                        lane,
                        asker("a", "account"),
                        () -> {
                            throw new OutOfMemoryError("on purpose");
                        });
        assertThatThrownBy(failed::get).hasRootCauseInstanceOf(OutOfMemoryError.class);
        assertThat(ask(lane, "a", "account").get()).isEqualTo("account");
    }

    /// A lane with one thread, which is held, and four places.
    private PasswordLane blocked() throws InterruptedException {
        PasswordLane lane = new PasswordLane(1, 4);
        CountDownLatch begun = new CountDownLatch(1);
        var _ =
                ask(
                        lane,
                        asker("holder", "holder"),
                        () -> {
                            begun.countDown();
                            hold();
                        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        return lane;
    }

    private void hold() {
        try {
            held.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private Future<String> waiting(PasswordLane lane, String address, String account) {
        int before = lane.waiting();
        Future<String> asked = ask(lane, address, account);
        await(() -> lane.waiting() == before + 1);
        return asked;
    }

    private Future<String> ask(PasswordLane lane, String address, String account) {
        return ask(lane, asker(address, account), () -> done.add(account));
    }

    private Future<String> ask(PasswordLane lane, PasswordLane.Asker asker, Runnable work) {
        CompletableFuture<String> asked = new CompletableFuture<>();
        requests.execute(() -> {
            try (PasswordLane.Turn<String> turn =
                    lane.take(
                            asker,
                            _ -> {
                                work.run();
                                return asker.account();
                            })) {
                asked.complete(turn.result());
            } catch (Throwable failed) {
                asked.completeExceptionally(failed);
            }
        });
        return asked;
    }

    private static PasswordLane.Asker asker(String address, String account) {
        return new PasswordLane.Asker(address, account, () -> false);
    }

    private static void await(BooleanSupplier state) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!state.getAsBoolean()) {
            assertThat(System.nanoTime()).as("ten seconds passed").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
