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

    private static final String OF_KIND = COLUMNS + " WHERE scope = ? AND kind = ?";
    private static final String PAGE =
            " AND (name, version) > (?, ?) ORDER BY name, version LIMIT ?";

    private static final String GET = OF_KIND + " AND name = ? AND version = ?";
    private static final String LIST = OF_KIND + PAGE;
    private static final String LIST_OF_STATE = OF_KIND + " AND state = ?" + PAGE;
    private static final String LIST_OF_NAME = OF_KIND + " AND name = ?" + PAGE;
    private static final String LIST_OF_NAME_AND_STATE =
            OF_KIND + " AND name = ? AND state = ?" + PAGE;
    private static final String SCAN =
            COLUMNS
                    + " WHERE scope = ? AND (kind, name, version) > (?, ?, ?)"
                    + " ORDER BY kind, name, version LIMIT ?";
    private static final String DUE =
            COLUMNS
                    + " WHERE kind = ? AND due > 0 AND due <= ?"
                    + " ORDER BY due, scope, name, version LIMIT ?";

    /// Each of them has to find its first row by an index and the next ones beside it.
    static final List<String> QUERIES =
            List.of(GET, LIST, LIST_OF_STATE, LIST_OF_NAME, LIST_OF_NAME_AND_STATE, SCAN, DUE);

    private final KeptStatement get;
    private final KeptStatement list;
    private final KeptStatement listOfState;
    private final KeptStatement listOfName;
    private final KeptStatement listOfNameAndState;
    private final KeptStatement scan;
    private final KeptStatement due;
    private final KeptStatement evidence;

    SqliteRows(Connection connection) {
        get = new KeptStatement(connection, GET);
        list = new KeptStatement(connection, LIST);
        listOfState = new KeptStatement(connection, LIST_OF_STATE);
        listOfName = new KeptStatement(connection, LIST_OF_NAME);
        listOfNameAndState = new KeptStatement(connection, LIST_OF_NAME_AND_STATE);
        scan = new KeptStatement(connection, SCAN);
        due = new KeptStatement(connection, DUE);
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
