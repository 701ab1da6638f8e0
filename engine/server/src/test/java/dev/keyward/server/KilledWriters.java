package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Clients that go on asking a server until it is killed in the middle of their requests.
final class KilledWriters {
    private static final int WRITERS = 4;

    private KilledWriters() {}

    /// One request.
    interface Asking<T> {
        /// @param turn unlike that of any other request of the round
        /// @return what was answered
        /// @throws Exception once the server is gone, which ends the writer
        T ask(int turn) throws Exception;
    }

    /// What was answered before the server ended.
    ///
    /// @param enough answers after which it is killed
    static <T> List<T> ask(JavaProcess server, int enough, Asking<T> asking) throws Exception {
        ConcurrentLinkedQueue<T> answered = new ConcurrentLinkedQueue<>();
        CountDownLatch answers = new CountDownLatch(enough);
        AtomicInteger turns = new AtomicInteger();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int writer = 0; writer < WRITERS; writer++) {
                // Each ends with the server.
                var _ =
                        writers.submit(() -> {
                            while (true) {
                                answered.add(asking.ask(turns.incrementAndGet()));
                                answers.countDown();
                            }
                        });
            }
            assertThat(answers.await(60, TimeUnit.SECONDS)).as("answers in time").isTrue();
            server.kill();
            writers.shutdownNow();
        }
        return List.copyOf(answered);
    }
}
