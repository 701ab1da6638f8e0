package dev.keyward.audit;

import dev.keyward.testing.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// Appends to a trail from several threads until it is killed: tells its public key, then each
/// acknowledged record as `thread number`, numbers rising by one within a thread and a life.
final class AppendingProcess {
    static final int THREADS = 8;

    private AppendingProcess() {}

    public static void main(String[] arguments) throws IOException {
        Trail trail = new Trail(Path.of(arguments[0]));
        String life = arguments[1];
        // Small and often, so that kills meet sealing and checkpoints too.
        AuditSettings settings =
                new AuditSettings(64 << 10, Duration.ofDays(1), Duration.ofMillis(5));
        AuditLog log =
                AuditLog.at(
                        trail.directory,
                        Trail.NODE,
                        InstantSource.system(),
                        trail.signer(),
                        settings);
        ChildJvm.tell(trail.publicKey());
        for (int t = 0; t < THREADS; t++) {
            String thread = life + "-" + t;
            Thread.ofPlatform().start(() -> append(log, thread));
        }
    }

    private static void append(AuditLog log, String thread) {
        for (long number = 1; true; number++) {
            String record = thread + " " + number;
            Trail.await(log.append(Trail.bytes(record)));
            try {
                ChildJvm.tell(record);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
