package dev.keyward.store;

import dev.keyward.model.Demise;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one writer of a store.
///
/// Natural batching: whatever waits when the writer is free becomes one transaction, so a lone
/// change waits for nobody and a crowd shares one flush. Each change runs behind a savepoint: one
/// that throws is undone alone, and all the others of the batch are committed. The result of a
/// change is kept aside until the commit returned; nobody learns of a success that may still be
/// lost.
///
/// A failed write or flush ends it all (reliability.md, section 3): everything in flight fails with
/// `Unavailable`, nothing is accepted afterwards, and the failure listener hears of it, so that the
/// process can go down and recover from what the disk really holds. Repeating a flush would be
/// wrong: after a failed one Linux marks the pages clean.
final class GroupCommit {
    private static final Logger LOGGER = System.getLogger(GroupCommit.class.getName());

    /// Limits of one transaction (reliability.md, section 2).
    static final int MAX_BATCH_UNITS = 512;

    static final long MAX_BATCH_BYTES = 1L << 20;

    static final String CLOSED = "it is closed";
    static final String FAILED = "its storage failed; restart to recover";

    private final Medium medium;
    private final CommitQueue queue = new CommitQueue();
    private final List<Consumer<List<Store.Evidence>>> commitListeners =
            new CopyOnWriteArrayList<>();
    private final List<Consumer<List<Committed>>> followers = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final Thread writer;
    private long nextSequence;

    GroupCommit(Medium medium) {
        this.medium = medium;
        this.nextSequence = medium.lastSequence() + 1;
        this.writer = Thread.ofPlatform().name("keyward-store-writer").daemon().start(this::write);
    }

    <T extends @Nullable Object> CompletionStage<T> submit(
            Function<UnitTransaction, T> work, long bytes) {
        Unit<T> unit = new Unit<>(work, bytes);
        String refusal = queue.offer(unit);
        if (refusal != null) {
            unit.unavailable(refusal);
        }
        return unit.stage();
    }

    void onCommit(Consumer<List<Store.Evidence>> listener) {
        commitListeners.add(listener);
    }

    void follow(Consumer<List<Committed>> follower) {
        followers.add(follower);
    }

    /// Calls once, with what failed, also when that was before.
    void onFailure(Consumer<String> listener) {
        var _ = failure.thenAccept(listener);
    }

    /// Stops the writer, also from another thread that saw the medium, or what its changes rest on,
    /// fail. The first failure is the one that is told.
    void fail(MediumFailure thrown) {
        queue.close(FAILED);
        // Told before it is logged, for which there may be no memory left.
        if (failure.complete(thrown.what())) {
            LOGGER.log(
                    Level.ERROR,
                    () -> "the store failed and refuses everything: " + thrown.what(),
                    thrown);
        }
    }

    boolean failed() {
        return failure.isDone();
    }

    /// Waits for what was accepted, then closes the medium. One that failed is left as it is: its
    /// goodbye would write to files of which nobody knows what they hold.
    void close() {
        queue.close(CLOSED);
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException _) {
                // Closing half-way would break the promise to those waiting: finish, then tell.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        ArrayDeque<Unit<?>> waiting = new ArrayDeque<>();
        try {
            write(waiting);
        } catch (RuntimeException | Error thrown) {
            fail(
                    new MediumFailure(
                            MediumFailure.Aftermath.FATAL,
                            "the writer of the store ended",
                            thrown));
            waiting.addAll(queue.take(Integer.MAX_VALUE));
            waiting.forEach(unit -> unit.unavailable(FAILED));
            Demise.tell(thrown);
        }
    }

    private void write(ArrayDeque<Unit<?>> waiting) {
        while (true) {
            if (waiting.isEmpty()) {
                waiting.addAll(queue.take(MAX_BATCH_UNITS));
            }
            if (waiting.isEmpty()) {
                break;
            }
            if (failed()) {
                waiting.forEach(unit -> unit.unavailable(FAILED));
                waiting.clear();
            } else {
                commitSome(waiting);
            }
        }
        if (!failed()) {
            try {
                medium.close();
            } catch (MediumFailure thrown) {
                fail(thrown);
            }
        }
    }

    /// Takes units from the front until the batch is large enough, and commits them.
    private void commitSome(ArrayDeque<Unit<?>> waiting) {
        List<Unit<?>> batch = new ArrayList<>(waiting.size());
        List<Store.Evidence> evidence = new ArrayList<>();
        List<Committed> changes = new ArrayList<>();
        try {
            medium.begin();
            long bytes = 0;
            while (!waiting.isEmpty() && bytes < MAX_BATCH_BYTES) {
                Unit<?> unit = waiting.remove();
                batch.add(unit);
                UnitTransaction transaction =
                        new UnitTransaction(medium, nextSequence + evidence.size());
                if (runOne(unit, transaction)) {
                    evidence.addAll(transaction.evidence());
                    changes.addAll(transaction.changes());
                    bytes += transaction.writtenBytes();
                }
            }
            medium.commit();
        } catch (MediumFailure thrown) {
            abandon(batch, thrown);
            return;
        } catch (Error thrown) {
            abandon(
                    batch,
                    new MediumFailure(
                            MediumFailure.Aftermath.FATAL,
                            "the writer of the store ended",
                            thrown));
            throw thrown;
        }
        nextSequence += evidence.size();
        // A flush may have failed elsewhere meanwhile, as of the checkpoints or the audit trail:
        // what
        // is durable here isn't told any more either, for nobody knows what else isn't.
        if (tellFollowers(changes) && tell(evidence) && !failed()) {
            batch.forEach(Unit::release);
        } else {
            batch.forEach(unit -> unit.unavailable(FAILED));
        }
    }

    /// @return whether anything of it stands in the commit
    private boolean runOne(Unit<?> unit, UnitTransaction transaction) {
        medium.mark();
        boolean well = unit.run(transaction);
        transaction.end();
        MediumFailure failure = transaction.failure();
        if (failure != null) {
            if (failure.aftermath() != MediumFailure.Aftermath.CHANGE) {
                throw failure;
            }
            LOGGER.log(Level.ERROR, "a change was refused: " + failure.what(), failure);
            medium.undo();
            unit.unavailable(failure.what());
            return false;
        }
        if (well) {
            medium.keep();
        } else {
            medium.undo();
        }
        return well;
    }

    private void abandon(List<Unit<?>> units, MediumFailure thrown) {
        MediumFailure worst = thrown;
        try {
            medium.rollback();
        } catch (MediumFailure second) {
            second.addSuppressed(thrown);
            worst = second;
        }
        switch (worst.aftermath()) {
            case CHANGE, RETRY ->
                    LOGGER.log(Level.ERROR, "changes were refused: " + worst.what(), worst);
            case FATAL -> fail(worst);
        }
        String what = worst.what();
        units.forEach(unit -> unit.unavailable(what));
    }

    /// The changes are durable here; but while memory still holds what was before them, no success
    /// may be told.
    private boolean tellFollowers(List<Committed> changes) {
        if (changes.isEmpty()) {
            return true;
        }
        List<Committed> told = Collections.unmodifiableList(changes);
        try {
            followers.forEach(follower -> follower.accept(told));
            return true;
        } catch (RuntimeException | Error thrown) {
            fail(
                    new MediumFailure(
                            MediumFailure.Aftermath.FATAL,
                            "a follower of the changes failed",
                            thrown));
            Demise.tell(thrown);
            return false;
        }
    }

    /// The changes are durable here; but when their evidence can't be handed over, no success may
    /// be told, and going on would hide it.
    private boolean tell(List<Store.Evidence> evidence) {
        if (evidence.isEmpty()) {
            return true;
        }
        List<Store.Evidence> told = List.copyOf(evidence);
        try {
            commitListeners.forEach(listener -> listener.accept(told));
            return true;
        } catch (RuntimeException | Error thrown) {
            fail(
                    new MediumFailure(
                            MediumFailure.Aftermath.FATAL,
                            "evidence couldn't be handed over",
                            thrown));
            Demise.tell(thrown);
            return false;
        }
    }

    /// What a reader outside the writer's thread tells its caller.
    static VaultException unavailable(String why) {
        return new VaultException(new VaultError.Unavailable("store: " + why));
    }
}
