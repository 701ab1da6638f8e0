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
    private final SchemaWatch schema;
    private final KeptStatement begin;
    private final KeptStatement mark;
    private final KeptStatement undo;
    private final KeptStatement keep;
    private final KeptStatement commit;
    private final KeptStatement rollback;
    private final KeptStatement put;
    private final KeptStatement delete;
    private final KeptStatement deleteScope;
    private final KeptStatement add;
    private final KeptStatement trim;
    private final long lastSequence;

    /// @param connection belongs to this object
    /// @param committed called after each commit
    SqliteMedium(Connection connection, Runnable committed) throws SQLException {
        this.connection = connection;
        this.committed = committed;
        this.rows = new SqliteRows(connection);
        this.schema = new SchemaWatch(connection);
        begin = new KeptStatement(connection, "BEGIN IMMEDIATE");
        mark = new KeptStatement(connection, "SAVEPOINT change");
        undo = new KeptStatement(connection, "ROLLBACK TO change");
        keep = new KeptStatement(connection, "RELEASE change");
        commit = new KeptStatement(connection, "COMMIT");
        rollback = new KeptStatement(connection, "ROLLBACK");
        put =
                new KeptStatement(
                        connection,
                        "INSERT INTO record"
                                + " (scope, kind, name, version, revision, state, due, clear, sealed, mac)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (scope, kind, name, version) DO UPDATE SET"
                                + " revision = excluded.revision, state = excluded.state,"
                                + " due = excluded.due, clear = excluded.clear,"
                                + " sealed = excluded.sealed, mac = excluded.mac");
        delete =
                new KeptStatement(
                        connection,
                        "DELETE FROM record WHERE scope = ? AND kind = ? AND name = ? AND version = ?");
        deleteScope = new KeptStatement(connection, "DELETE FROM record WHERE scope = ?");
        add =
                new KeptStatement(
                        connection, "INSERT INTO evidence (sequence, record) VALUES (?, ?)");
        trim = new KeptStatement(connection, "DELETE FROM evidence WHERE sequence <= ?");
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

    @Override
    public void begin() {
        begin.run();
        // Now nobody else can change it before the commit.
        schema.look();
    }

    @Override
    public void mark() {
        mark.run();
    }

    @Override
    public void undo() {
        undo.run();
        // Going back leaves the savepoint on the stack.
        keep.run();
    }

    @Override
    public void keep() {
        keep.run();
    }

    @Override
    public void commit() {
        commit.run();
        committed.run();
    }

    @Override
    public void rollback() {
        try {
            rollback.run();
        } catch (MediumFailure failed) {
            // After SQLITE_FULL and the like SQLite has gone back by itself, and says so with the
            // plain
            // error code. Were a transaction left open, the next BEGIN would fail for good.
            if (!(failed.getCause() instanceof SQLiteException sqlite
                    && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_ERROR)) {
                throw failed;
            }
        }
    }

    @Override
    public int put(StoredRecord next) {
        return put.use(statement -> {
            key(statement, next.key());
            statement.setLong(5, next.revision());
            statement.setInt(6, next.state());
            statement.setLong(7, next.dueEpochSecond());
            statement.setBytes(8, next.clear());
            statement.setBytes(9, next.sealed());
            statement.setBytes(10, next.mac());
            return statement.executeUpdate();
        });
    }

    @Override
    public int delete(RecordKey key) {
        return delete.use(statement -> {
            key(statement, key);
            return statement.executeUpdate();
        });
    }

    private static void key(PreparedStatement statement, RecordKey key) throws SQLException {
        statement.setString(1, key.scope());
        statement.setString(2, key.kind());
        statement.setString(3, key.name());
        statement.setString(4, key.version());
    }

    @Override
    public void deleteScope(String scope) {
        deleteScope.use(statement -> {
            statement.setString(1, scope);
            return statement.executeUpdate();
        });
    }

    @Override
    public int add(Store.Evidence evidence) {
        return add.use(statement -> {
            statement.setLong(1, evidence.sequence());
            statement.setBytes(2, evidence.auditRecord());
            return statement.executeUpdate();
        });
    }

    @Override
    public void trim(long throughSequence) {
        trim.use(statement -> {
            statement.setLong(1, throughSequence);
            return statement.executeUpdate();
        });
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
