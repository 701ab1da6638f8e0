package dev.keyward.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The audit trail of one node: append-only, chained, durable. Safe for use by several threads.
public interface AuditLog extends AutoCloseable {
    /// What a record may have at most.
    int MAX_RECORD_BYTES = 64 << 10;

    /// A trail in the heap that keeps the newest 10 000 records, for tests and small users.
    static InMemoryAuditLog inMemory() {
        return new InMemoryAuditLog();
    }

    /// Opens, or begins, the trail in a directory that is its owner's alone. What a crash left torn
    /// is cut, kept in a file beside, and noted in the chain.
    ///
    /// @param node names this log in its segments and checkpoints: letters, digits, dots, hyphens
    /// @throws IOException if it can't be used, is in use, or lacks records that a checkpoint says
    ///   were there; the message says what to do
    static AuditLog at(Path directory, String node, InstantSource clock, CheckpointSigner signer)
            throws IOException {
        return at(directory, node, clock, signer, AuditSettings.DEFAULT);
    }

    /// As [#at(Path, String, InstantSource, CheckpointSigner)], with other limits.
    static AuditLog at(
            Path directory,
            String node,
            InstantSource clock,
            CheckpointSigner signer,
            AuditSettings settings)
            throws IOException {
        return SegmentedAuditLog.open(directory, node, clock, signer, settings);
    }

    /// Queues a record; the stage completes when it is on stable storage, together with all that
    /// were waiting. Dependents run on the log's thread and hold up all other records: hand work of
    /// any length to another thread.
    ///
    /// @param record one JSON object in UTF-8, without line ends, at most 64 KiB; belongs to the
    ///   log from now on
    /// @return fails with `VaultException` of `Unavailable` when it can't be made durable; once
    ///   that was the disk's fault, every later one fails too
    CompletionStage<@Nullable Void> append(byte[] record);

    /// Queues the record of a change, which the store kept under a number until it stands here.
    ///
    /// After a crash give the store's leftovers first: those that stand here already aren't written
    /// again (recognised by number and content, among the newest 16 384 of a trail). Beyond those
    /// it is at-least-once; it never drops what it doesn't have.
    ///
    /// @param evidenceSequence the store's number, from 1
    CompletionStage<@Nullable Void> append(long evidenceSequence, byte[] record);

    /// Called on the log's thread with each checkpoint, once it is durable here: the copy that is
    /// to leave this machine.
    void onCheckpoint(Consumer<SignedCheckpoint> listener);

    /// Called once when a failed write or flush made the log unusable (at once if that was before),
    /// with a description. What was acknowledged is safe; the process has to end.
    void onFailure(Consumer<String> listener);

    /// Writes what was accepted and a last checkpoint, then releases the files.
    @Override
    void close();
}
