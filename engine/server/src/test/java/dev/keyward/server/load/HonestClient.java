package dev.keyward.server.load;

import dev.keyward.server.VaultCaller;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;

/// Uses a vault at a steady pace, whatever becomes of the requests before: reads a secret, signs,
/// sets a secret. A request's time counts from when it was due, so a pause of the server counts for
/// all who would have asked meanwhile.
final class HonestClient implements AutoCloseable {
    private static final int A_SECOND = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);

    /// Less than the streams a client of HTTP/2 may have open, beyond which Java's fails at once.
    private static final int MOST_OPEN = 90;

    private final Semaphore open = new Semaphore(MOST_OPEN);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final VaultCaller vault;
    private final AtomicInteger turns = new AtomicInteger();
    private final String digest =
            Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);

    /// What a client of one kind of request noticed.
    ///
    /// @param micros how long each took that was answered with 200
    record Noticed(ConcurrentHistogram micros, AtomicLong failures) {
        Noticed() {
            this(new ConcurrentHistogram(LONGEST_MICROS, 3), new AtomicLong());
        }

        double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    /// Of reads, signatures and writes.
    record Day(Noticed get, Noticed sign, Noticed set) {
        Day() {
            this(new Noticed(), new Noticed(), new Noticed());
        }

        long answered() {
            return get.micros.getTotalCount()
                    + sign.micros.getTotalCount()
                    + set.micros.getTotalCount();
        }

        long failures() {
            return get.failures.get() + sign.failures.get() + set.failures.get();
        }
    }

    HonestClient(VaultCaller vault) {
        this.vault = vault;
    }

    /// @param day what is noticed is added to
    void spend(Duration time, Day day) {
        long start = System.nanoTime();
        long step = TimeUnit.SECONDS.toNanos(1) / A_SECOND;
        long wanted = time.toNanos() / step;
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            long due = start + i * step;
            CompletableFuture<Void> answered = new CompletableFuture<>();
            sent.add(answered);
            var _ =
                    clock.schedule(
                            () -> ask(day, due, answered),
                            Math.max(0, due - System.nanoTime()),
                            TimeUnit.NANOSECONDS);
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    }

    private void ask(Day day, long due, CompletableFuture<Void> answered) {
        open.acquireUninterruptibly();
        int turn = turns.incrementAndGet();
        Noticed kind =
                switch (turn % 5) {
                    case 0 -> day.sign;
                    case 1 -> day.set;
                    default -> day.get;
                };
        HttpRequest request =
                switch (turn % 5) {
                    case 0 ->
                            vault.request("keys/ec/sign")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"alg\":\"ES256\",\"value\":\""
                                                            + digest
                                                            + "\"}"))
                                    .timeout(PATIENCE)
                                    .build();
                    case 1 ->
                            vault.request("secrets/set-" + turn % 100)
                                    .PUT(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"value\":\"" + turn + "\"}"))
                                    .timeout(PATIENCE)
                                    .build();
                    default -> vault.request("secrets/honest").timeout(PATIENCE).build();
                };
        var _ =
                vault.http()
                        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .whenComplete((answer, failure) -> {
                            if (failure == null && answer.statusCode() == 200) {
                                long micros = (System.nanoTime() - due) / 1_000;
                                kind.micros.recordValue(Math.min(LONGEST_MICROS, micros));
                            } else {
                                kind.failures.incrementAndGet();
                            }
                            open.release();
                            answered.complete(null);
                        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
