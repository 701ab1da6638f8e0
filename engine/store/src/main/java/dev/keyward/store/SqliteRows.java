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

    private final PreparedStatement get;
    private final PreparedStatement list;
    private final PreparedStatement listOfState;
    private final PreparedStatement listOfName;
    private final PreparedStatement listOfNameAndState;
    private final PreparedStatement scan;
    private final PreparedStatement due;
    private final PreparedStatement evidence;

    SqliteRows(Connection connection) throws SQLException {
        String from = COLUMNS + " WHERE scope = ? AND kind = ?";
        String page = " AND (name, version) > (?, ?) ORDER BY name, version LIMIT ?";
        get = connection.prepareStatement(from + " AND name = ? AND version = ?");
        list = connection.prepareStatement(from + page);
        listOfState = connection.prepareStatement(from + " AND state = ?" + page);
        listOfName = connection.prepareStatement(from + " AND name = ?" + page);
        listOfNameAndState =
                connection.prepareStatement(from + " AND name = ? AND state = ?" + page);
        scan =
                connection.prepareStatement(
                        COLUMNS
                                + " WHERE scope = ? AND (kind, name, version) > (?, ?, ?)"
                                + " ORDER BY kind, name, version LIMIT ?");
        due =
                connection.prepareStatement(
                        COLUMNS
                                + " WHERE kind = ? AND due > 0 AND due <= ?"
                                + " ORDER BY due, scope, name, version LIMIT ?");
        evidence =
                connection.prepareStatement(
                        "SELECT sequence, record FROM evidence ORDER BY sequence LIMIT ?");
    }

    @Override
    public Optional<StoredRecord> get(RecordKey key) {
        try {
            get.setString(1, key.scope());
            get.setString(2, key.kind());
            get.setString(3, key.name());
            get.setString(4, key.version());
            try (ResultSet row = get.executeQuery()) {
                return row.next() ? Optional.of(record(row)) : Optional.empty();
            }
        } catch (SQLException failed) {
            throw Sqlite.failure(failed);
        }
    }

    @Override
    public List<StoredRecord> list(Page page) {
        PreparedStatement statement;
        if (page.name() == null) {
            statement = page.state() == null ? list : listOfState;
        } else {
            statement = page.state() == null ? listOfName : listOfNameAndState;
        }
        try {
            int at = 1;
            statement.setString(at++, page.scope());
            statement.setString(at++, page.kind());
            if (page.name() != null) {
                statement.setString(at++, page.name());
            }
            if (page.state() != null) {
                statement.setInt(at++, page.state());
            }
            statement.setString(at++, page.afterName());
            statement.setString(at++, page.afterVersion());
            statement.setInt(at, page.limit());
            return records(statement);
        } catch (SQLException failed) {
            throw Sqlite.failure(failed);
        }
    }

    @Override
    public List<StoredRecord> scan(String scope, @Nullable RecordKey after, int limit) {
        try {
            scan.setString(1, scope);
            scan.setString(2, after == null ? "" : after.kind());
            scan.setString(3, after == null ? "" : after.name());
            scan.setString(4, after == null ? "" : after.version());
            scan.setInt(5, limit);
            return records(scan);
        } catch (SQLException failed) {
            throw Sqlite.failure(failed);
        }
    }

    @Override
    public List<StoredRecord> due(String kind, long untilEpochSecond, int limit) {
        try {
            due.setString(1, kind);
            due.setLong(2, untilEpochSecond);
            due.setInt(3, limit);
            return records(due);
        } catch (SQLException failed) {
            throw Sqlite.failure(failed);
        }
    }

    List<Store.Evidence> evidence(int limit) {
        try {
            evidence.setInt(1, limit);
            List<Store.Evidence> found = new ArrayList<>();
            try (ResultSet row = evidence.executeQuery()) {
                while (row.next()) {
                    found.add(new Store.Evidence(row.getLong(1), blob(row, 2)));
                }
            }
            return found;
        } catch (SQLException failed) {
            throw Sqlite.failure(failed);
        }
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
