package dev.keyward.audit;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A record on its way to the disk. It is its own stage: at several hundred thousand a second one
/// object each makes a difference.
final class Pending extends CompletableFuture<@Nullable Void> {
    private final long evidence;
    private final byte[] record;

    /// @param evidence 0 for none
    Pending(long evidence, byte[] record) {
        this.evidence = evidence;
        this.record = record;
    }

    long evidence() {
        return evidence;
    }

    byte[] record() {
        return record;
    }
}
