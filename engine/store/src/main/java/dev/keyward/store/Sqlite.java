package dev.keyward.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteLimits;
import org.sqlite.core.DB;

/// Connections to a database file, with the settings durability and safety rest on. They are set on
/// each connection and read back, for SQLite ignores what it doesn't know and the driver has
/// defaults of its own (reliability.md, section 3; security.md, section 4.5).
final class Sqlite {
    /// Who connects.
    enum Role {
        WRITER,
        READER,
        CHECKPOINTER
    }

    private record Setting(String name, String value, String readBack) {}

    private static final int BUSY_MILLIS = 5_000;

    /// Pages in the log at which the writer itself would copy them back. The checkpointer comes
    /// long before; this bounds the file if it can't keep up.
    private static final int LAST_RESORT_PAGES = 16_384;

    private static final List<Setting> COMMON =
            List.of(
                    new Setting("journal_mode", "WAL", "wal"),
                    new Setting("synchronous", "FULL", "2"),
                    // On macOS a plain fsync leaves the data in the drive; elsewhere without
                    // effect.
                    new Setting("fullfsync", "ON", "1"),
                    new Setting("checkpoint_fullfsync", "ON", "1"),
                    new Setting("trusted_schema", "OFF", "0"),
                    new Setting("writable_schema", "OFF", "0"),
                    new Setting("recursive_triggers", "OFF", "0"),
                    new Setting("ignore_check_constraints", "OFF", "0"),
                    new Setting("cell_size_check", "ON", "1"),
                    new Setting("secure_delete", "ON", "1"),
                    new Setting("foreign_keys", "ON", "1"),
                    new Setting("mmap_size", "0", "0"),
                    new Setting("temp_store", "MEMORY", "2"),
                    new Setting("journal_size_limit", "67108864", "67108864"),
                    new Setting("cache_size", "-8192", "-8192"));

    private Sqlite() {}

    static Connection connect(Path file, Role role) throws IOException {
        SqliteLibrary.load();
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.enableLoadExtension(false);
        try {
            // A URI, so that a question mark in the path isn't taken for the driver's parameters.
            Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri());
            try {
                configure(connection, role);
                return connection;
            } catch (SQLException | IOException failed) {
                connection.close();
                throw failed;
            }
        } catch (SQLException failed) {
            throw new IOException("can't open " + file + ": " + failed.getMessage(), failed);
        }
    }

    private static void configure(Connection connection, Role role)
            throws SQLException, IOException {
        limit(connection, SQLiteLimits.SQLITE_LIMIT_TRIGGER_DEPTH);
        limit(connection, SQLiteLimits.SQLITE_LIMIT_ATTACHED);
        for (Setting setting : COMMON) {
            set(connection, setting);
        }
        int pages =
                switch (role) {
                    case WRITER -> LAST_RESORT_PAGES;
                    case READER, CHECKPOINTER -> 0;
                };
        String count = String.valueOf(pages);
        set(connection, new Setting("wal_autocheckpoint", count, count));
        if (role == Role.READER) {
            set(connection, new Setting("query_only", "ON", "1"));
        }
    }

    /// None of it. The driver can't reach the switch that turns triggers off; but one that may go
    /// no level deep fails where it would fire, and the change with it.
    private static void limit(Connection connection, SQLiteLimits limit)
            throws SQLException, IOException {
        DB database = ((SQLiteConnection) connection).getDatabase();
        database.limit(limit.getId(), 0);
        // A negative number only asks.
        int found = database.limit(limit.getId(), -1);
        if (found != 0) {
            throw new IOException(
                    "SQLite did not accept %s=0 (it is %d); the store can't be trusted to keep data"
                            .formatted(limit, found));
        }
    }

    private static void set(Connection connection, Setting setting)
            throws SQLException, IOException {
        execute(connection, "PRAGMA " + setting.name() + "=" + setting.value());
        String found = single(connection, "PRAGMA " + setting.name());
        if (!found.equals(setting.readBack())) {
            throw new IOException(
                    "SQLite did not accept %s=%s (it is %s); the store can't be trusted to keep data"
                            .formatted(setting.name(), setting.value(), found));
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The first column of the first row as text; empty if there is none.
    static String single(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /// What an error of SQLite means for the writer.
    static MediumFailure failure(SQLException thrown) {
        SQLiteErrorCode code =
                thrown instanceof SQLiteException sqlite
                        ? sqlite.getResultCode()
                        : SQLiteErrorCode.UNKNOWN_ERROR;
        // The low byte is the class of error (sqlite.org/rescode.html).
        SQLiteErrorCode kind = SQLiteErrorCode.getErrorCode(code.code & 0xff);
        MediumFailure.Aftermath aftermath =
                switch (kind) {
                    case SQLITE_CORRUPT, SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH ->
                            MediumFailure.Aftermath.CHANGE;
                    case SQLITE_FULL, SQLITE_BUSY, SQLITE_LOCKED, SQLITE_NOMEM ->
                            MediumFailure.Aftermath.RETRY;
                    case SQLITE_READONLY ->
                            code == SQLiteErrorCode.SQLITE_READONLY_DBMOVED
                                    ? MediumFailure.Aftermath.FATAL
                                    : MediumFailure.Aftermath.RETRY;
                    // Among them SQLITE_IOERR: a failed write or flush.
                    default -> MediumFailure.Aftermath.FATAL;
                };
        return new MediumFailure(aftermath, code.name() + ": " + code.message, thrown);
    }
}
