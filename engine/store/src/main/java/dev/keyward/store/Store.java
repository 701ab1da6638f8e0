package dev.keyward.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Durable records. Safe for use by several threads.
///
/// I/O failures come as `VaultException` with `Unavailable`; after one, whether a change was done
/// is unknown. Reads see whole groups of changes, and each change whose stage has completed.
public interface Store extends Reads, AutoCloseable {
    /// What an audit record may have at most.
    int MAX_EVIDENCE_BYTES = 64 << 10;

    /// A store in the heap, for tests and small users. It ends with its process.
    static Store inMemory() {
        return new InMemoryStore();
    }

    /// Opens, or makes, the store in a directory that is its owner's alone and on a local disk.
    ///
    /// @throws StoreInUseException if another process holds it
    /// @throws IOException if it can't be trusted or used; the message says why and what to do
    /// @throws dev.keyward.model.VaultException with `IntegrityFailure` if somebody changed what
    ///   the database does; the message says how, and what to do
    static Store at(Path directory) throws IOException {
        return SqliteStore.open(directory);
    }

    /// Queues a change; the stage completes after it is on stable storage, together with all that
    /// were waiting. Its dependents run on the writer's thread: they hold up all other changes, so
    /// work of any length belongs into an `...Async` stage, and waiting for another change there
    /// would wait for ever.
    ///
    /// @return fails with what the change threw (then nothing of it is done), or with `Unavailable`
    ///   at once when the queue is full
    <T extends @Nullable Object> CompletionStage<T> change(Change<T> change);

    /// Evidence of committed changes that was not trimmed yet, oldest first.
    List<Evidence> evidence(int limit);

    /// Forgets evidence up to a sequence number, once it stands in the audit log.
    CompletionStage<@Nullable Void> trimEvidence(long throughSequence);

    /// Tells of everything that is committed from now on, group by group, in the order of the
    /// changes. It's told on the writer's thread, once the group is durable and before the stage of
    /// any of its changes completes; a change that failed isn't told of. What memory holds of
    /// records is kept true by this alone, whoever committed.
    ///
    /// A follower must be brief and wait for no change. If it throws, the changes fail with
    /// `Unavailable` and so does the store: memory would go on with what was before.
    void follow(Consumer<List<Committed>> follower);

    /// Called on the writer's thread after each commit with the evidence it made durable, in order,
    /// before the stages of its changes complete. If it throws, the changes fail with `Unavailable`
    /// and so does the store: evidence may not get lost.
    void onCommit(Consumer<List<Evidence>> listener);

    /// Called once when a failed write or flush, or a database that swallows changes, made the
    /// store unusable (at once if that was before), with a description free of secrets. What is
    /// acknowledged is safe; the process has to end and open the store anew.
    void onFailure(Consumer<String> listener);

    /// Fails the store as a failed flush of its own does: something its changes rest on, such as
    /// the trail their evidence goes to, failed to flush. Nothing is acknowledged after this
    /// returns.
    ///
    /// @param what failed, free of secrets
    void fail(String what);

    /// Looks at the place the records are kept in, where it can be changed past this store: whether
    /// it is as this version makes it, and sound. Takes as long as the store is large. If something
    /// there would take changes away, the store fails as by a failed write.
    ///
    /// @return what isn't right and what to do about it, free of secrets; empty if all is
    List<String> examine();

    /// Waits for queued changes, then releases the files.
    @Override
    void close();

    /// @param sequence grows by one
    record Evidence(long sequence, byte[] auditRecord) {}
}
