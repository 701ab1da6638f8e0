package dev.keyward.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// SQLite's own look at every page of a database: whether trees hang together, and whether each
/// index has the rows of its table and no others, without which look-ups miss rows that are there.
///
/// It takes as long as the file is large, so it has a connection of its own, isn't made at a start,
/// and stops when the store closes.
final class PageCheck implements AutoCloseable {
    private static final int MOST_FINDINGS = 20;

    private final Path file;
    private final ReentrantLock running = new ReentrantLock();
    private volatile @Nullable Statement statement;
    private volatile boolean closed;

    PageCheck(Path file) {
        this.file = file;
    }

    /// @return what isn't right; empty if all is
    /// @throws MediumFailure if the schema isn't the one this version makes
    List<String> run() throws IOException {
        running.lock();
        try (Connection connection = Sqlite.connect(file, Sqlite.Role.READER);
                Statement asking = connection.createStatement()) {
            statement = asking;
            new SchemaWatch(connection).look();
            return closed ? List.of() : findings(asking);
        } catch (SQLException failed) {
            if (closed) {
                return List.of();
            }
            throw new IOException("can't check " + file + ": " + failed.getMessage(), failed);
        } finally {
            statement = null;
            running.unlock();
        }
    }

    private static List<String> findings(Statement asking) throws SQLException {
        List<String> findings = new ArrayList<>();
        try (ResultSet row = asking.executeQuery("PRAGMA integrity_check(" + MOST_FINDINGS + ")")) {
            while (row.next()) {
                String finding = row.getString(1);
                if (!"ok".equals(finding)) {
                    findings.add("the database is damaged: " + finding);
                }
            }
        }
        return findings;
    }

    /// Waits for the end of one under way, which comes soon.
    @Override
    public void close() throws IOException {
        closed = true;
        while (!running.tryLock()) {
            Statement asking = statement;
            try {
                if (asking != null) {
                    asking.cancel();
                }
            } catch (SQLException ended) {
                throw new IOException("can't stop the check of " + file, ended);
            }
            Thread.onSpinWait();
        }
        running.unlock();
    }
}
