package dev.keyward.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Sees to it that a connection works on the schema this version makes and on no other. For one
/// thread at a time.
///
/// SQLite counts the changes of a schema, and goes on with the one it knows until that number
/// moves. So while the number is the one at which the schema was compared, the schema is the
/// compared one, and asking for the number is all that a look costs; what is planted later shows
/// before anything is written by it. The number moves for harmless reasons too (VACUUM); then it is
/// compared again.
final class SchemaWatch {
    private final Connection connection;
    private final KeptStatement number;
    private long compared = -1;

    SchemaWatch(Connection connection) {
        this.connection = connection;
        this.number = new KeptStatement(connection, "PRAGMA schema_version");
    }

    /// @throws MediumFailure that ends the store if there is anything else than what this version
    ///   makes; says what, and what to do
    void look() {
        long now =
                number.use(statement -> {
                    try (ResultSet row = statement.executeQuery()) {
                        return row.next() ? row.getLong(1) : -1;
                    }
                });
        if (now != compared) {
            compare();
            // Read before the comparison: what is changed meanwhile has another number.
            compared = now;
        }
    }

    private void compare() {
        List<String> differences;
        try {
            differences = Schema.differences(connection);
        } catch (SQLException failed) {
            throw Sqlite.failure(failed);
        }
        if (!differences.isEmpty()) {
            throw new MediumFailure(MediumFailure.Aftermath.FATAL, text(differences));
        }
    }

    private static String text(List<String> differences) {
        return "the schema of the database was changed, which Keyward never does while it runs and"
                + " which can make it lose what it acknowledged: "
                + String.join("; ", differences)
                + ". Stop the server, mend "
                + SqliteStore.FILE
                + " with sqlite3 as said in brackets, and find out who changed it";
    }
}
