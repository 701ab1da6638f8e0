package dev.keyward.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The writer's side of a database file.
final class SqliteMedium implements Medium {
    private final Connection connection;
    private final Runnable committed;
    private final SqliteRows rows;
    private final PreparedStatement begin;
    private final PreparedStatement mark;
    private final PreparedStatement undo;
    private final PreparedStatement keep;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;
    private final PreparedStatement put;
    private final PreparedStatement delete;
    private final PreparedStatement deleteScope;
    private final PreparedStatement add;
    private final PreparedStatement trim;
    private final long lastSequence;

    /// @param connection belongs to this object
    /// @param committed called after each commit
    SqliteMedium(Connection connection, Runnable committed) throws SQLException {
        this.connection = connection;
        this.committed = committed;
        this.rows = new SqliteRows(connection);
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        mark = connection.prepareStatement("SAVEPOINT change");
        undo = connection.prepareStatement("ROLLBACK TO change");
        keep = connection.prepareStatement("RELEASE change");
        commit = connection.prepareStatement("COMMIT");
        rollback = connection.prepareStatement("ROLLBACK");
        put =
                connection.prepareStatement(
                        "INSERT INTO record"
                                + " (scope, kind, name, version, revision, state, due, clear, sealed, mac)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (scope, kind, name, version) DO UPDATE SET"
                                + " revision = excluded.revision, state = excluded.state,"
                                + " due = excluded.due, clear = excluded.clear,"
                                + " sealed = excluded.sealed, mac = excluded.mac");
        delete =
                connection.prepareStatement(
                        "DELETE FROM record WHERE scope = ? AND kind = ? AND name = ? AND version = ?");
        deleteScope = connection.prepareStatement("DELETE FROM record WHERE scope = ?");
        add = connection.prepareStatement("INSERT INTO evidence (sequence, record) VALUES (?, ?)");
        trim = connection.prepareStatement("DELETE FROM evidence WHERE sequence <= ?");
        // AUTOINCREMENT remembers the highest number even when all rows are trimmed.
        try (PreparedStatement last =
                        connection.prepareStatement(
                                "SELECT seq FROM sqlite_sequence WHERE name = 'evidence'");
                ResultSet row = last.executeQuery()) {
            lastSequence = row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public long lastSequence() {
        return lastSequence;
    }

    private static void run(PreparedStatement statement) {
        try {
            statement.executeUpdate();
        } catch (SQLException failed) {
            throw Sqlite.failure(failed);
        }
    }

    @Override
    public void begin() {
        run(begin);
    }

    @Override
    public void mark() {
        run(mark);
    }

    @Override
    public void undo() {
        run(undo);
        // Going back leaves the savepoint on the stack.
        run(keep);
    }

    @Override
    public void keep() {
        run(keep);
    }

    @Override
    public void commit() {
        run(commit);
        committed.run();
    }

    @Override
    public void rollback() {
        try {
            rollback.executeUpdate();
        } catch (SQLiteException failed) {
            // After SQLITE_FULL and the like SQLite has gone back by itself, and says so with the
            // plain
            // error code. Were a transaction left open, the next BEGIN would fail for good.
            if (failed.getResultCode() != SQLiteErrorCode.SQLITE_ERROR) {
                throw Sqlite.failure(failed);
            }
        } catch (SQLException failed) {
            throw Sqlite.failure(failed);
        }
    }

    @Override
    public void put(StoredRecord next) {
        try {
            key(put, next.key());
            put.setLong(5, next.revision());
            put.setInt(6, next.state());
            put.setLong(7, next.dueEpochSecond());
            put.setBytes(8, next.clear());
            put.setBytes(9, next.sealed());
            put.setBytes(10, next.mac());
            put.executeUpdate();
        } catch (SQLException failed) {
            throw Sqlite.failure(failed);
        }
    }

    @Override
    public void delete(RecordKey key) {
        try {
            key(delete, key);
            delete.executeUpdate();
        } catch (SQLException failed) {
            throw Sqlite.failure(failed);
        }
    }

    private static void key(PreparedStatement statement, RecordKey key) throws SQLException {
        statement.setString(1, key.scope());
        statement.setString(2, key.kind());
        statement.setString(3, key.name());
        statement.setString(4, key.version());
    }

    @Override
    public void deleteScope(String scope) {
        try {
            deleteScope.setString(1, scope);
            deleteScope.executeUpdate();
        } catch (SQLException failed) {
            throw Sqlite.failure(failed);
        }
    }

    @Override
    public void add(Store.Evidence evidence) {
        try {
            add.setLong(1, evidence.sequence());
            add.setBytes(2, evidence.auditRecord());
            add.executeUpdate();
        } catch (SQLException failed) {
            throw Sqlite.failure(failed);
        }
    }

    @Override
    public void trim(long throughSequence) {
        try {
            trim.setLong(1, throughSequence);
            trim.executeUpdate();
        } catch (SQLException failed) {
            throw Sqlite.failure(failed);
        }
    }

    @Override
    public Optional<StoredRecord> get(RecordKey key) {
        return rows.get(key);
    }

    @Override
    public List<StoredRecord> list(Page page) {
        return rows.list(page);
    }

    @Override
    public List<StoredRecord> scan(String scope, @Nullable RecordKey after, int limit) {
        return rows.scan(scope, after, limit);
    }

    @Override
    public List<StoredRecord> due(String kind, long untilEpochSecond, int limit) {
        return rows.due(kind, untilEpochSecond, limit);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw Sqlite.failure(failed);
        }
    }
}
