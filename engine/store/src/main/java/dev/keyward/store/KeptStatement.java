package dev.keyward.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A statement that is prepared once and used many times, by one thread at a time. When it fails
/// the driver gives it up, so the next use prepares it anew.
final class KeptStatement {
    /// Binds, runs and reads.
    @FunctionalInterface
    interface Use<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private final Connection connection;
    private final String sql;
    private @Nullable PreparedStatement prepared;

    KeptStatement(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /// @throws MediumFailure for every failure of SQLite
    <T> T use(Use<T> use) {
        try {
            if (prepared == null) {
                prepared = connection.prepareStatement(sql);
            }
            return use.with(prepared);
        } catch (SQLException failed) {
            forget(failed);
            throw Sqlite.failure(failed);
        }
    }

    /// Runs it as it is.
    void run() {
        use(PreparedStatement::executeUpdate);
    }

    private void forget(SQLException failed) {
        PreparedStatement given = prepared;
        prepared = null;
        if (given != null) {
            try {
                given.close();
            } catch (SQLException second) {
                failed.addSuppressed(second);
            }
        }
    }
}
