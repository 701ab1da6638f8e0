package dev.keyward.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// A few connections for reading. In WAL mode they neither wait for the writer nor hold it up.
final class ReaderPool {
    private static final long PATIENCE_SECONDS = 5;

    /// How long a reader may go on without a look at the schema.
    private static final long LOOK_NANOS = 1_000_000_000;

    private static final class Reader {
        final SqliteRows rows;
        final SchemaWatch schema;
        long looked = System.nanoTime() - LOOK_NANOS;

        Reader(Connection connection) {
            this.rows = new SqliteRows(connection);
            this.schema = new SchemaWatch(connection);
        }
    }

    private final List<Connection> connections = new ArrayList<>();
    private final BlockingQueue<Reader> free;
    private final Places places;
    private final Consumer<MediumFailure> failed;
    private volatile boolean closed;

    /// @param failed hears when the database isn't the one this version makes, or not at its place
    ReaderPool(Path file, int size, Places places, Consumer<MediumFailure> failed)
            throws IOException {
        this.places = places;
        this.failed = failed;
        this.free = new ArrayBlockingQueue<>(size);
        try {
            for (int i = 0; i < size; i++) {
                Connection connection = Sqlite.connect(file, Sqlite.Role.READER);
                connections.add(connection);
                free.add(new Reader(connection));
            }
        } catch (IOException thrown) {
            closeAll();
            throw thrown;
        }
    }

    <T> T read(Function<SqliteRows, T> reading) {
        if (closed) {
            throw GroupCommit.unavailable(GroupCommit.CLOSED);
        }
        Reader reader = borrow();
        try {
            look(reader);
            return reading.apply(reader.rows);
        } finally {
            free.add(reader);
        }
    }

    /// A view in the place of a table would hide rows. Once a second somebody reads in any case,
    /// for the anchor.
    private void look(Reader reader) {
        long now = System.nanoTime();
        if (now - reader.looked < LOOK_NANOS) {
            return;
        }
        try {
            reader.schema.look();
            places.look();
        } catch (MediumFailure thrown) {
            if (thrown.aftermath() == MediumFailure.Aftermath.FATAL) {
                failed.accept(thrown);
            }
            throw thrown;
        }
        reader.looked = now;
    }

    private Reader borrow() {
        try {
            Reader reader = free.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (reader == null) {
                throw GroupCommit.unavailable("all readers are busy");
            }
            return reader;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw GroupCommit.unavailable("interrupted while waiting for a reader");
        }
    }

    /// Waits for readings under way: a connection closed under one would crash the process.
    void close() throws IOException {
        closed = true;
        for (int i = 0; i < connections.size(); i++) {
            borrow();
        }
        closeAll();
    }

    private void closeAll() throws IOException {
        SQLException first = null;
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (SQLException thrown) {
                first = thrown;
            }
        }
        if (first != null) {
            throw new IOException("can't close a reader of the store", first);
        }
    }
}
