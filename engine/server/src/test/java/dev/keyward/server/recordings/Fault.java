package dev.keyward.server.recordings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something bad that is done to the database behind the server's back, while a request is sent.
final class Fault implements AutoCloseable {
    private final @Nullable Path database;
    private final String undo;

    private Fault(@Nullable Path database, String undo) {
        this.database = database;
        this.undo = undo;
    }

    /// @param word `damage NAME`, for good, or `no-table`, for a while; null for nothing
    static Fault of(@Nullable String word, Path home) throws IOException {
        if (word == null) {
            return new Fault(null, "");
        }
        Path database = database(home);
        if (word.equals("no-table")) {
            run(database, "ALTER TABLE record RENAME TO hidden");
            return new Fault(database, "ALTER TABLE hidden RENAME TO record");
        }
        String name = word.replaceFirst("^damage ", "");
        run(
                database,
                "UPDATE record SET clear = zeroblob(length(clear)) WHERE name = '" + name + "'");
        return new Fault(null, "");
    }

    private static Path database(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("data"))) {
            return files.filter(file -> file.toString().endsWith(".db")).findFirst().orElseThrow();
        }
    }

    private static void run(Path database, String sql) throws IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        if (database != null) {
            run(database, undo);
        }
    }
}
