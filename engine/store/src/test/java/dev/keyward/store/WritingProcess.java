package dev.keyward.store;

import static dev.keyward.store.Records.await;
import static dev.keyward.store.Records.bytes;

import dev.keyward.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;

/// Writes to a store from several threads until it is killed, and tells each acknowledged change as
/// `writer number`.
///
/// A change of writer w is three things that belong together: a record with the next number, the
/// writer's counter, and evidence.
final class WritingProcess {
    static final int WRITERS = 8;

    private WritingProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Store store = Store.at(Path.of(arguments[0]));
        for (int w = 0; w < WRITERS; w++) {
            String writer = "writer-" + w;
            Thread.ofPlatform()
                    .start(() -> {
                        while (true) {
                            long number = await(store.change(tx -> next(tx, writer)));
                            tell(writer + " " + number);
                        }
                    });
        }
    }

    private static long next(Transaction tx, String writer) {
        long number = counter(tx, writer) + 1;
        tx.put(Records.record(Records.key(writer, ""), number, 0, 0));
        tx.put(Records.record(Records.key(writer, version(number)), number, 0, 0));
        tx.evidence(bytes(writer + " " + number));
        return number;
    }

    static long counter(Reads reads, String writer) {
        return reads.get(Records.key(writer, "")).map(StoredRecord::revision).orElse(0L);
    }

    static String version(long number) {
        return "%010d".formatted(number);
    }

    private static void tell(String line) {
        try {
            ChildJvm.tell(line);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
