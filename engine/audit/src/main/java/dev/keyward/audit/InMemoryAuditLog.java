package dev.keyward.audit;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A trail that ends with its process, holds the newest records only, and signs nothing.
public final class InMemoryAuditLog implements AuditLog {
    private static final int CAPACITY = 10_000;

    private final ArrayDeque<byte[]> records = new ArrayDeque<>();
    private boolean closed;

    InMemoryAuditLog() {}

    /// Oldest first.
    public synchronized List<byte[]> records() {
        return List.copyOf(records);
    }

    @Override
    public synchronized CompletionStage<@Nullable Void> append(byte[] record) {
        Records.check(record);
        if (closed) {
            return CompletableFuture.failedStage(Records.unavailable("it is closed"));
        }
        if (records.size() == CAPACITY) {
            records.removeFirst();
        }
        records.addLast(record);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<@Nullable Void> append(long evidenceSequence, byte[] record) {
        return append(record);
    }

    @Override
    public void onCheckpoint(Consumer<SignedCheckpoint> listener) {
        // It makes none: what ends with the process needs no witness.
    }

    @Override
    public void onFailure(Consumer<String> listener) {
        // The heap doesn't fail.
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
