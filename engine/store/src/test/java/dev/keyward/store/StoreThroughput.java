package dev.keyward.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;

/// Durable changes a second with 1, 16 and 64 writers that each wait for their change, and point
/// reads a second; beside them the bare flushes a second of the same disk, without which the
/// numbers mean nothing. Not a test: run it by hand on a quiet machine.
final class StoreThroughput {
    private static final int SECONDS = 4;

    private StoreThroughput() {}

    private interface Work {
        void once(int thread, long number);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory =
                Files.createTempDirectory(Path.of(arguments[0]), "store-throughput-")
                        .resolve("store");
        flushes(directory.resolveSibling("flushes"));
        byte[] clear = new byte[300];
        byte[] sealed = new byte[200];
        new Random(1).nextBytes(sealed);
        byte[] evidence = new byte[500];
        try (Store store = Store.at(directory)) {
            store.onCommit(batch -> store.trimEvidence(batch.getLast().sequence()));
            for (int writers : new int[] {1, 16, 64, 256}) {
                Work work =
                        (thread, number) -> {
                            RecordKey key = Records.key(writers + "-" + thread, "v" + number);
                            StoredRecord record =
                                    new StoredRecord(key, 1, 0, 0, clear, sealed, new byte[32]);
                            Records.await(
                                    store.change(tx -> {
                                        tx.get(key);
                                        tx.put(record);
                                        tx.evidence(evidence);
                                        return "";
                                    }));
                        };
                System.out.printf(
                        "durable changes/s with %3d writers: %,d%n",
                        writers, measure(writers, work));
            }
            for (int readers : new int[] {1, 2}) {
                Work work =
                        (thread, number) -> {
                            RecordKey key = Records.key("1-0", "v" + number % 1_000);
                            if (store.get(key).isEmpty()) {
                                throw new AssertionError("a record is gone: " + key);
                            }
                        };
                System.out.printf(
                        "point reads/s with %d readers: %,d%n", readers, measure(readers, work));
            }
        }
    }

    private static long measure(int threads, Work work) throws InterruptedException {
        LongAdder done = new LongAdder();
        long start = System.nanoTime();
        long end = start + SECONDS * 1_000_000_000L;
        List<Thread> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            running.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                for (long n = 0; System.nanoTime() < end; n++) {
                                    work.once(thread, n);
                                    done.increment();
                                }
                            }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        return done.sum() * 1_000_000_000L / (System.nanoTime() - start);
    }

    /// What the disk can do at most: 500 bytes, then fdatasync.
    private static void flushes(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long start = System.nanoTime();
            long flushes = 0;
            while (System.nanoTime() - start < 2_000_000_000L) {
                channel.write(ByteBuffer.allocate(500));
                channel.force(false);
                flushes++;
            }
            System.out.printf("bare flushes/s: %,d%n", flushes / 2);
        }
    }
}
