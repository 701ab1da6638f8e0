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
import java.util.function.Function;

/// A few connections for reading. In WAL mode they neither wait for the writer nor hold it up.
final class ReaderPool {
    private static final long PATIENCE_SECONDS = 5;

    private final List<Connection> connections = new ArrayList<>();
    private final BlockingQueue<SqliteRows> free;
    private volatile boolean closed;

    ReaderPool(Path file, int size) throws IOException {
        this.free = new ArrayBlockingQueue<>(size);
        try {
            for (int i = 0; i < size; i++) {
                Connection connection = Sqlite.connect(file, Sqlite.Role.READER);
                connections.add(connection);
                free.add(new SqliteRows(connection));
            }
        } catch (IOException failed) {
            closeAll();
            throw failed;
        }
    }

    <T> T read(Function<SqliteRows, T> reading) {
        if (closed) {
            throw GroupCommit.unavailable(GroupCommit.CLOSED);
        }
        SqliteRows rows = borrow();
        try {
            return reading.apply(rows);
        } finally {
            free.add(rows);
        }
    }

    private SqliteRows borrow() {
        try {
            SqliteRows rows = free.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (rows == null) {
                throw GroupCommit.unavailable("all readers are busy");
            }
            return rows;
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
            } catch (SQLException failed) {
                first = failed;
            }
        }
        if (first != null) {
            throw new IOException("can't close a reader of the store", first);
        }
    }
}
