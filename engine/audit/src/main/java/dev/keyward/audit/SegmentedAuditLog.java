package dev.keyward.audit;

import dev.keyward.model.Demise;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A trail in segment files, written by one thread.
///
/// Natural batching: whatever waits when the thread is free is written, chained and flushed at
/// once, and all its stages complete after the one flush. At most a second after a record a
/// checkpoint vouches for it.
///
/// A failed write or flush ends it: nothing that wasn't acknowledged can be relied on, and
/// repeating a flush proves nothing (reliability.md, section 3).
final class SegmentedAuditLog implements AuditLog {
    private static final Logger LOGGER = System.getLogger(SegmentedAuditLog.class.getName());

    private static final String CLOSED = "it is closed";
    private static final String FAILED = "its storage failed; restart to recover";
    private static final long FOREVER = -1;

    private final AuditDirectory directory;
    private final SegmentWriter writer;
    private final EvidenceMemory memory;
    private final AutoCloseable lock;
    private final long checkpointNanos;
    private final AppendQueue queue = new AppendQueue();
    private final List<Consumer<SignedCheckpoint>> checkpointListeners =
            new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final Thread thread;

    private SegmentedAuditLog(
            AuditDirectory directory,
            SegmentWriter writer,
            EvidenceMemory memory,
            AutoCloseable lock,
            AuditSettings settings) {
        this.directory = directory;
        this.writer = writer;
        this.memory = memory;
        this.lock = lock;
        this.checkpointNanos = settings.checkpointEvery().toNanos();
        this.thread = Thread.ofPlatform().name("keyward-audit").daemon().unstarted(this::work);
    }

    static SegmentedAuditLog open(
            Path path,
            String node,
            InstantSource clock,
            CheckpointSigner signer,
            AuditSettings settings)
            throws IOException {
        if (!node.matches("[A-Za-z0-9.-]{1,64}")) {
            throw new IOException("node must be 1 to 64 letters, digits, dots or hyphens");
        }
        AuditDirectory directory = new AuditDirectory(path);
        directory.prepare();
        AutoCloseable lock = directory.lock();
        try {
            Recovery recovery = new Recovery(directory, node);
            Recovery.Point point = recovery.run();
            SegmentWriter writer =
                    new SegmentWriter(directory, node, clock, signer, settings, point);
            for (String note : recovery.notes()) {
                LOGGER.log(Level.WARNING, () -> "the audit trail was mended: " + note);
                writer.note(note);
            }
            if (!recovery.notes().isEmpty() || directory.head().signed() == null) {
                SignedCheckpoint first = writer.checkpoint(Checkpoint.Kind.PERIODIC);
                writer.flush();
                directory.head(new Head(first, -1));
            }
            EvidenceMemory memory = new EvidenceMemory(directory, point.evidence());
            SegmentedAuditLog log =
                    new SegmentedAuditLog(directory, writer, memory, lock, settings);
            log.thread.start();
            return log;
        } catch (IOException | RuntimeException failed) {
            release(lock, failed);
            throw failed;
        }
    }

    private static void release(AutoCloseable lock, Exception failed) {
        try {
            lock.close();
        } catch (Exception second) {
            failed.addSuppressed(second);
        }
    }

    @Override
    public CompletionStage<@Nullable Void> append(byte[] record) {
        return append(new Pending(0, record));
    }

    @Override
    public CompletionStage<@Nullable Void> append(long evidenceSequence, byte[] record) {
        return append(new Pending(evidenceSequence, record));
    }

    private CompletionStage<@Nullable Void> append(Pending pending) {
        Records.check(pending.record());
        String refusal = queue.offer(pending);
        if (refusal != null) {
            pending.completeExceptionally(Records.unavailable(refusal));
        }
        return pending;
    }

    @Override
    public void onCheckpoint(Consumer<SignedCheckpoint> listener) {
        checkpointListeners.add(listener);
    }

    @Override
    public void onFailure(Consumer<String> listener) {
        var _ = failure.thenAccept(listener);
    }

    private void work() {
        List<Pending> batch = new ArrayList<>();
        List<Pending> spare = new ArrayList<>();
        boolean unsigned = false;
        long signBy = 0;
        try {
            while (!queue.drained()) {
                long wait = unsigned ? Math.max(0, signBy - System.nanoTime()) : FOREVER;
                List<Pending> taken = queue.take(spare, wait);
                spare = batch;
                batch = taken;
                boolean due = unsigned && signBy - System.nanoTime() <= 0;
                if (!unsigned && !batch.isEmpty()) {
                    unsigned = true;
                    signBy = System.nanoTime() + checkpointNanos;
                }
                if (due || !batch.isEmpty()) {
                    unsigned &= !write(batch, due);
                }
                batch.clear();
            }
            publish(writer.close());
        } catch (IOException | RuntimeException | Error thrown) {
            fail(thrown);
            batch.addAll(queue.take(new ArrayList<>(), 0));
            batch.forEach(pending -> pending.completeExceptionally(Records.unavailable(FAILED)));
            Demise.tell(thrown);
        }
    }

    /// @return whether a checkpoint now covers everything
    private boolean write(List<Pending> batch, boolean checkpointDue) throws IOException {
        writer.tick();
        for (Pending pending : batch) {
            if (!memory.holds(pending)) {
                writer.record(pending.evidence(), pending.record());
            }
        }
        @Nullable SignedCheckpoint checkpoint =
                checkpointDue ? writer.checkpoint(Checkpoint.Kind.PERIODIC) : null;
        writer.flush();
        for (Pending pending : batch) {
            pending.complete(null);
        }
        if (writer.sealIsDue()) {
            checkpoint = writer.rotate();
        }
        if (checkpoint == null) {
            return false;
        }
        publish(new Head(checkpoint, -1));
        return true;
    }

    private void publish(Head head) throws IOException {
        directory.head(head);
        SignedCheckpoint signed = head.signed();
        if (signed != null) {
            checkpointListeners.forEach(listener -> listener.accept(signed));
        }
    }

    private void fail(Throwable thrown) {
        queue.close(FAILED);
        // Told before it is logged, for which there may be no memory left.
        failure.complete("the audit log failed: " + thrown.getClass().getSimpleName());
        LOGGER.log(Level.ERROR, "the audit log failed and refuses everything", thrown);
    }

    @Override
    public void close() {
        queue.close(CLOSED);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!failure.isDone()) {
            try {
                lock.close();
            } catch (Exception failed) {
                LOGGER.log(Level.ERROR, "the audit log did not close cleanly", failed);
                throw Records.unavailable("it did not close cleanly");
            }
        }
    }
}
