package dev.keyward.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/// Durable audit records a second: with 1, 16 and 64 callers that each wait for their record, and
/// with two callers that keep up to 4096 records each in flight, as event loops do. Not a test: run
/// it by hand on a quiet machine.
final class AuditThroughput {
    private static final int SECONDS = 4;
    private static final int IN_FLIGHT = 4_096;

    private AuditThroughput() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(Path.of(arguments[0]), "audit-throughput-");
        Trail trail = new Trail(directory.resolve("audit"));
        String text = "{\"operationName\":\"SecretGet\",\"pad\":\"" + "x".repeat(460) + "\"}";
        byte[] record = Trail.bytes(text);
        try (AuditLog log =
                AuditLog.at(trail.directory, Trail.NODE, InstantSource.system(), trail.signer())) {
            for (int callers : new int[] {1, 16, 64}) {
                System.out.printf(
                        "durable records/s with %2d waiting callers: %,d%n",
                        callers, waiting(log, record, callers));
            }
            System.out.printf("durable records/s in flight: %,d%n", inFlight(log, record));
        }
        long start = System.nanoTime();
        System.out.println(trail.verify());
        System.out.printf("verified in %,d ms%n", (System.nanoTime() - start) / 1_000_000);
    }

    private static long waiting(AuditLog log, byte[] record, int callers)
            throws InterruptedException {
        LongAdder done = new LongAdder();
        long start = System.nanoTime();
        long end = start + SECONDS * 1_000_000_000L;
        List<Thread> running = new ArrayList<>();
        for (int c = 0; c < callers; c++) {
            running.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                while (System.nanoTime() < end) {
                                    Trail.await(log.append(record));
                                    done.increment();
                                }
                            }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        return done.sum() * 1_000_000_000L / (System.nanoTime() - start);
    }

    private static long inFlight(AuditLog log, byte[] record) throws InterruptedException {
        LongAdder done = new LongAdder();
        long start = System.nanoTime();
        long end = start + SECONDS * 1_000_000_000L;
        List<Thread> running = new ArrayList<>();
        for (int c = 0; c < 2; c++) {
            running.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                Semaphore room = new Semaphore(IN_FLIGHT);
                                while (System.nanoTime() < end) {
                                    room.acquireUninterruptibly();
                                    log.append(record)
                                            .thenRun(() -> {
                                                done.increment();
                                                room.release();
                                            });
                                }
                                room.acquireUninterruptibly(IN_FLIGHT);
                            }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        return done.sum() * 1_000_000_000L / (System.nanoTime() - start);
    }
}
