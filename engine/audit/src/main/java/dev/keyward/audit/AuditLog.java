package dev.keyward.audit;

import java.util.concurrent.CompletionStage;

/// The audit trail of one node: append-only, chained, durable. Safe for use by several threads.
public interface AuditLog extends AutoCloseable {
    /// Queues a record; the stage completes when it is on stable storage, together with all that
    /// were waiting.
    ///
    /// @param record one JSON object in UTF-8, without line ends, at most 64 KiB; belongs to the
    ///   log from now on
    /// @return fails with `VaultException` of `Unavailable` when it can't be made durable
    CompletionStage<Void> append(byte[] record);

    @Override
    void close();
}
