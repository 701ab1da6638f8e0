package dev.keyward.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Brings a database file to the schema this build writes, in numbered steps. Each step is one
/// transaction together with the version row, so a crash leaves the file at one step or the next.
///
/// The row says which builds may use the file: those that know at least `min_reader` to read and
/// `min_writer` to write. A step that old builds can live with leaves both as they are; it may add
/// tables and indexes, and nothing else, for an old build takes other changes for planted
/// ([Schema]).
final class Migrations {
    /// Marks a file as ours in its header: `KWRD`.
    static final int APPLICATION_ID = 0x4b575244;

    /// @param schema the number the file has afterwards; the first is 1
    record Step(int schema, int minReader, int minWriter, List<String> statements) {}

    static final List<Step> STEPS =
            List.of(
                    new Step(
                            1,
                            1,
                            1,
                            List.of(
                                    """
                                    CREATE TABLE record (
                                      id INTEGER PRIMARY KEY,
                                      scope TEXT NOT NULL,
                                      kind TEXT NOT NULL,
                                      name TEXT NOT NULL,
                                      version TEXT NOT NULL,
                                      revision INTEGER NOT NULL,
                                      state INTEGER NOT NULL,
                                      due INTEGER NOT NULL,
                                      clear BLOB NOT NULL,
                                      sealed BLOB NOT NULL,
                                      mac BLOB NOT NULL,
                                      UNIQUE (scope, kind, name, version)
                                    ) STRICT
                                    """,
                                    // Deleted objects are few among many; without this, listing
                                    // them would
                                    // walk through all.
                                    "CREATE INDEX record_state ON record (scope, kind, state, name,"
                                            + " version)",
                                    "CREATE INDEX record_due ON record (kind, due, scope, name,"
                                            + " version) WHERE due > 0",
                                    """
                                    CREATE TABLE evidence (
                                      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                                      record BLOB NOT NULL
                                    ) STRICT
                                    """)),
                    // The same tables. Records from here on have an epoch a node (decision 23),
                    // which older builds would take for a store that was set back, and headers
                    // that count objects (decision 33), which they can't read.
                    new Step(2, 2, 2, List.of()));

    private record Version(int schema, int minWriter) {}

    private Migrations() {}

    /// @throws IOException if the file isn't a store, is newer than these steps, or can't be
    ///   written
    static void run(Connection connection, List<Step> steps) throws IOException {
        int known = steps.getLast().schema();
        try {
            Version version = version(connection);
            if (version.minWriter() > known) {
                throw new IOException(
                        "the store was written by a newer Keyward (schema %d, open to writers from %d on;"
                                        .formatted(version.schema(), version.minWriter())
                                + " this one knows "
                                + known
                                + "); use that release, or a backup of before the upgrade");
            }
            for (Step step : steps) {
                if (step.schema() > version.schema()) {
                    apply(connection, step);
                }
            }
        } catch (SQLException failed) {
            throw new IOException(
                    "can't read or upgrade the store: " + failed.getMessage(), failed);
        }
    }

    private static Version version(Connection connection) throws SQLException, IOException {
        String application = Sqlite.single(connection, "PRAGMA application_id");
        String objects = Sqlite.single(connection, "SELECT count(*) FROM sqlite_schema");
        if (application.equals("0") && objects.equals("0")) {
            return new Version(0, 0);
        }
        if (!application.equals(String.valueOf(APPLICATION_ID))) {
            throw new IOException("the database is not a Keyward store");
        }
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT schema, min_writer FROM store_version")) {
            if (!row.next()) {
                throw new IOException("the store has lost its version row");
            }
            return new Version(row.getInt(1), row.getInt(2));
        }
    }

    private static void apply(Connection connection, Step step) throws SQLException {
        Sqlite.execute(connection, "BEGIN IMMEDIATE");
        try {
            if (step.schema() == 1) {
                Sqlite.execute(connection, "PRAGMA application_id=" + APPLICATION_ID);
                Sqlite.execute(
                        connection,
                        "CREATE TABLE store_version (id INTEGER PRIMARY KEY CHECK (id = 1),"
                                + " schema INTEGER NOT NULL, min_reader INTEGER NOT NULL,"
                                + " min_writer INTEGER NOT NULL) STRICT");
            }
            for (String statement : step.statements()) {
                Sqlite.execute(connection, statement);
            }
            try (PreparedStatement row =
                    connection.prepareStatement(
                            "INSERT INTO store_version (id, schema, min_reader, min_writer)"
                                    + " VALUES (1, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                                    + " schema = excluded.schema, min_reader = excluded.min_reader,"
                                    + " min_writer = excluded.min_writer")) {
                row.setInt(1, step.schema());
                row.setInt(2, step.minReader());
                row.setInt(3, step.minWriter());
                row.executeUpdate();
            }
            Sqlite.execute(connection, "COMMIT");
        } catch (SQLException failed) {
            try {
                Sqlite.execute(connection, "ROLLBACK");
            } catch (SQLException second) {
                failed.addSuppressed(second);
            }
            throw failed;
        }
    }
}
