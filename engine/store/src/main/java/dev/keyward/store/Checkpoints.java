package dev.keyward.store;

import dev.keyward.model.Demise;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Copies committed pages from the write-ahead log back into the database, on a thread and a
/// connection of its own, so that no commit waits for it: now and then under load without getting
/// in anyone's way (PASSIVE), and to the end when no commit came for a while (TRUNCATE).
final class Checkpoints {
    /// Some 1000 pages of log, at the 4 to 8 pages a small group writes.
    private static final int COMMITS_BETWEEN = 200;

    private static final long IDLE_SECONDS = 1;

    private final Connection connection;
    private final Consumer<MediumFailure> failed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private int commits;
    private boolean closing;

    private enum Due {
        PASSIVE,
        TRUNCATE,
        END
    }

    /// @param failed hears of a failed write or flush
    Checkpoints(Path file, Consumer<MediumFailure> failed) throws IOException {
        this.connection = Sqlite.connect(file, Sqlite.Role.CHECKPOINTER);
        this.failed = failed;
        this.thread =
                Thread.ofPlatform().name("keyward-store-checkpoints").daemon().start(this::work);
    }

    /// Called after each commit; cheap.
    void committed() {
        lock.lock();
        try {
            commits++;
            if (commits == 1 || commits == COMMITS_BETWEEN) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            Due due = next();
            while (due != Due.END) {
                checkpoint(due);
                due = next();
            }
        } catch (InterruptedException _) {
            // Nobody has a reason to. Without this thread the writer copies pages back by itself.
            Thread.currentThread().interrupt();
        } catch (SQLException thrown) {
            failed.accept(Sqlite.failure(thrown));
        } catch (RuntimeException | Error thrown) {
            failed.accept(
                    new MediumFailure(
                            MediumFailure.Aftermath.FATAL,
                            "the checkpointer of the store ended",
                            thrown));
            Demise.tell(thrown);
        }
    }

    private Due next() throws InterruptedException {
        lock.lock();
        try {
            while (commits == 0 && !closing) {
                changed.await();
            }
            while (commits < COMMITS_BETWEEN && !closing) {
                int before = commits;
                boolean signalled = changed.await(IDLE_SECONDS, TimeUnit.SECONDS);
                if (!signalled && commits == before) {
                    commits = 0;
                    return Due.TRUNCATE;
                }
            }
            commits = 0;
            return closing ? Due.END : Due.PASSIVE;
        } finally {
            lock.unlock();
        }
    }

    private void checkpoint(Due mode) throws SQLException {
        try {
            Sqlite.single(connection, "PRAGMA wal_checkpoint(" + mode.name() + ")");
        } catch (SQLException thrown) {
            // Busy or full: the log keeps what it holds, and the next turn tries again.
            if (Sqlite.failure(thrown).aftermath() != MediumFailure.Aftermath.RETRY) {
                throw thrown;
            }
        }
    }

    /// Copies nothing more, and waits for nothing.
    void stop() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() throws IOException {
        stop();
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
        try {
            connection.close();
        } catch (SQLException thrown) {
            throw new IOException("can't close the checkpointer of the store", thrown);
        }
    }
}
