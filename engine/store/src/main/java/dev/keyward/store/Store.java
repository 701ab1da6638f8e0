package dev.keyward.store;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// Durable records. Safe for use by several threads.
///
/// I/O failures come as `VaultException` with `Unavailable`; after one, whether a change was done
/// is unknown.
public interface Store extends Reads, AutoCloseable {
    /// Queues a change; the stage completes after it is on stable storage, together with all that
    /// were waiting.
    ///
    /// @return fails with what the change threw (then nothing of it is done), or with `Unavailable`
    ///   at once when the queue is full
    <T> CompletionStage<T> change(Change<T> change);

    /// Evidence of committed changes that was not trimmed yet, oldest first.
    List<Evidence> evidence(int limit);

    /// Forgets evidence up to a sequence number, once it stands in the audit log.
    CompletionStage<Void> trimEvidence(long throughSequence);

    /// Called on the writer's thread after each commit with the evidence it made durable, in order,
    /// before the stages of its changes complete.
    void onCommit(Consumer<List<Evidence>> listener);

    /// Waits for queued changes, then releases the files.
    @Override
    void close();

    /// @param sequence grows by one
    record Evidence(long sequence, byte[] auditRecord) {}
}
