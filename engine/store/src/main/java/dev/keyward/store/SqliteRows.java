package dev.keyward.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reading over one connection, by one thread at a time.
final class SqliteRows implements Reads {
    private static final String COLUMNS =
            "SELECT scope, kind, name, version, revision, state, due, clear, sealed, mac FROM record";

    private final KeptStatement get;
    private final KeptStatement list;
    private final KeptStatement listOfState;
    private final KeptStatement listOfName;
    private final KeptStatement listOfNameAndState;
    private final KeptStatement scan;
    private final KeptStatement due;
    private final KeptStatement evidence;

    SqliteRows(Connection connection) {
        String from = COLUMNS + " WHERE scope = ? AND kind = ?";
        String page = " AND (name, version) > (?, ?) ORDER BY name, version LIMIT ?";
        get = new KeptStatement(connection, from + " AND name = ? AND version = ?");
        list = new KeptStatement(connection, from + page);
        listOfState = new KeptStatement(connection, from + " AND state = ?" + page);
        listOfName = new KeptStatement(connection, from + " AND name = ?" + page);
        listOfNameAndState =
                new KeptStatement(connection, from + " AND name = ? AND state = ?" + page);
        scan =
                new KeptStatement(
                        connection,
                        COLUMNS
                                + " WHERE scope = ? AND (kind, name, version) > (?, ?, ?)"
                                + " ORDER BY kind, name, version LIMIT ?");
        due =
                new KeptStatement(
                        connection,
                        COLUMNS
                                + " WHERE kind = ? AND due > 0 AND due <= ?"
                                + " ORDER BY due, scope, name, version LIMIT ?");
        evidence =
                new KeptStatement(
                        connection,
                        "SELECT sequence, record FROM evidence ORDER BY sequence LIMIT ?");
    }

    @Override
    public Optional<StoredRecord> get(RecordKey key) {
        return get.use(statement -> {
            statement.setString(1, key.scope());
            statement.setString(2, key.kind());
            statement.setString(3, key.name());
            statement.setString(4, key.version());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(record(row)) : Optional.empty();
            }
        });
    }

    @Override
    public List<StoredRecord> list(Page page) {
        String name = page.name();
        Integer state = page.state();
        KeptStatement kept;
        if (name == null) {
            kept = state == null ? list : listOfState;
        } else {
            kept = state == null ? listOfName : listOfNameAndState;
        }
        return kept.use(statement -> {
            int at = 1;
            statement.setString(at++, page.scope());
            statement.setString(at++, page.kind());
            if (name != null) {
                statement.setString(at++, name);
            }
            if (state != null) {
                statement.setInt(at++, state);
            }
            statement.setString(at++, page.afterName());
            statement.setString(at++, page.afterVersion());
            statement.setInt(at, page.limit());
            return records(statement);
        });
    }

    @Override
    public List<StoredRecord> scan(String scope, @Nullable RecordKey after, int limit) {
        RecordKey from = after == null ? new RecordKey(scope, "", "", "") : after;
        return scan.use(statement -> {
            statement.setString(1, scope);
            statement.setString(2, from.kind());
            statement.setString(3, from.name());
            statement.setString(4, from.version());
            statement.setInt(5, limit);
            return records(statement);
        });
    }

    @Override
    public List<StoredRecord> due(String kind, long untilEpochSecond, int limit) {
        return due.use(statement -> {
            statement.setString(1, kind);
            statement.setLong(2, untilEpochSecond);
            statement.setInt(3, limit);
            return records(statement);
        });
    }

    List<Store.Evidence> evidence(int limit) {
        return evidence.use(statement -> {
            statement.setInt(1, limit);
            List<Store.Evidence> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Store.Evidence(row.getLong(1), blob(row, 2)));
                }
            }
            return found;
        });
    }

    private static List<StoredRecord> records(PreparedStatement statement) throws SQLException {
        List<StoredRecord> found = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(record(row));
            }
        }
        return found;
    }

    private static StoredRecord record(ResultSet row) throws SQLException {
        return new StoredRecord(
                new RecordKey(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                row.getLong(5),
                row.getInt(6),
                row.getLong(7),
                blob(row, 8),
                blob(row, 9),
                blob(row, 10));
    }

    /// SQLite has no pointer to an empty blob, so the driver gives null for it.
    private static byte[] blob(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? new byte[0] : bytes;
    }
}
