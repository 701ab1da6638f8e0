package dev.keyward.store;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A store in one SQLite file: one connection writes, a few read, one copies the log back. The
/// directory belongs to one process at a time.
final class SqliteStore implements Store {
    static final String FILE = "keyward.db";

    private static final Logger LOGGER = System.getLogger(SqliteStore.class.getName());

    private static final int READERS = 4;

    private final DirectoryLock lock;
    private final Checkpoints checkpoints;
    private final ReaderPool readers;
    private final GroupCommit commits;
    private final PageCheck pages;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SqliteStore(DirectoryLock lock, Path file) throws IOException {
        this.lock = lock;
        Connection writing = Sqlite.connect(file, Sqlite.Role.WRITER);
        @Nullable Checkpoints copying = null;
        try {
            // SQLite may have lifted it while it found out what kind of file this is.
            lock.confirm();
            Migrations.run(writing, Migrations.STEPS);
            new SchemaWatch(writing).look();
            Places places = new Places(lock.database(), file, log(file));
            copying = new Checkpoints(file, this::failed);
            this.readers = new ReaderPool(file, READERS, places, this::failed);
            this.pages = new PageCheck(file);
            this.checkpoints = copying;
            this.commits = new GroupCommit(new SqliteMedium(writing, checkpoints::committed));
            commits.onFailure(_ -> checkpoints.stop());
        } catch (MediumFailure foreign) {
            closeAfter(foreign, writing, copying);
            throw new VaultException(new VaultError.IntegrityFailure(foreign.what()));
        } catch (IOException | SQLException thrown) {
            closeAfter(thrown, writing, copying);
            throw thrown instanceof IOException failed
                    ? failed
                    : new IOException("can't open the store: " + thrown.getMessage(), thrown);
        }
    }

    /// The write-ahead log, which SQLite has open as long as the database.
    static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    private static void closeAfter(
            Exception thrown, Connection writing, @Nullable Checkpoints copying) {
        try {
            writing.close();
            if (copying != null) {
                copying.close();
            }
        } catch (IOException | SQLException second) {
            thrown.addSuppressed(second);
        }
    }

    static SqliteStore open(Path path) throws IOException {
        StoreDirectory directory = StoreDirectory.prepare(path);
        // Made there, for SQLite would make it readable by all; its log files copy the mode.
        DirectoryLock lock = DirectoryLock.acquire(directory, FILE);
        try {
            directory.checkLeftBehind(FILE);
            SqliteStore store = new SqliteStore(lock, directory.path().resolve(FILE));
            directory.flush();
            return store;
        } catch (IOException | RuntimeException thrown) {
            try {
                lock.close();
            } catch (IOException second) {
                thrown.addSuppressed(second);
            }
            throw thrown;
        }
    }

    private void failed(MediumFailure thrown) {
        commits.fail(thrown);
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> change(Change<T> change) {
        return commits.submit(change::apply, change.bytes());
    }

    @Override
    public CompletionStage<@Nullable Void> trimEvidence(long throughSequence) {
        return commits.submit(
                transaction -> {
                    transaction.trim(throughSequence);
                    return null;
                },
                0);
    }

    @Override
    public void follow(Consumer<List<Committed>> follower) {
        commits.follow(follower);
    }

    @Override
    public void onCommit(Consumer<List<Evidence>> listener) {
        commits.onCommit(listener);
    }

    @Override
    public void onFailure(Consumer<String> listener) {
        commits.onFailure(listener);
    }

    @Override
    public void fail(String what) {
        commits.fail(new MediumFailure(MediumFailure.Aftermath.FATAL, what));
    }

    @Override
    public Optional<StoredRecord> get(RecordKey key) {
        return read(rows -> rows.get(key));
    }

    @Override
    public List<StoredRecord> list(Page page) {
        return read(rows -> rows.list(page));
    }

    @Override
    public List<StoredRecord> scan(String scope, @Nullable RecordKey after, int limit) {
        return read(rows -> rows.scan(scope, after, limit));
    }

    @Override
    public List<StoredRecord> due(String kind, long untilEpochSecond, int limit) {
        return read(rows -> rows.due(kind, untilEpochSecond, limit));
    }

    @Override
    public List<Evidence> evidence(int limit) {
        return read(rows -> rows.evidence(limit));
    }

    @Override
    public List<String> examine() {
        if (commits.failed()) {
            throw GroupCommit.unavailable(GroupCommit.FAILED);
        }
        try {
            return pages.run();
        } catch (MediumFailure found) {
            if (found.aftermath() == MediumFailure.Aftermath.FATAL) {
                failed(found);
            }
            return List.of(found.what());
        } catch (IOException thrown) {
            LOGGER.log(Level.ERROR, "the database could not be examined", thrown);
            throw GroupCommit.unavailable("it could not be examined");
        }
    }

    private <T> T read(Function<SqliteRows, T> reading) {
        if (commits.failed()) {
            throw GroupCommit.unavailable(GroupCommit.FAILED);
        }
        try {
            return readers.read(reading);
        } catch (MediumFailure failed) {
            LOGGER.log(Level.ERROR, "reading failed: " + failed.what(), failed);
            throw switch (failed.aftermath()) {
                // A damaged page damages what it holds and nothing else (reliability.md, R-08).
                case CHANGE ->
                        new VaultException(
                                new VaultError.IntegrityFailure("a page of the store is damaged"));
                case RETRY, FATAL -> GroupCommit.unavailable("reading failed");
            };
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        commits.close();
        if (commits.failed()) {
            // Neither the connections nor the lock are let go: closing would write, and another
            // opener
            // has to wait until this process with its doubtful pages is gone.
            return;
        }
        try {
            // The last connection to close copies the log back and removes it; that mustn't be a
            // reader.
            pages.close();
            readers.close();
            checkpoints.close();
            lock.close();
        } catch (IOException failed) {
            LOGGER.log(Level.ERROR, "the store did not close cleanly", failed);
            throw GroupCommit.unavailable("it did not close cleanly");
        }
    }
}
