package dev.keyward.server.recordings;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something bad that is done behind the server's back, while a request is sent.
final class Fault implements AutoCloseable {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    private final @Nullable Path database;
    private final String undo;

    private Fault(@Nullable Path database, String undo) {
        this.database = database;
        this.undo = undo;
    }

    /// @param word `damage NAME`, for good, `no-table`, after which the server serves nothing any
    ///   more, or `no-room`, for good, in a process of its own; null for nothing
    static Fault of(@Nullable String word, Subject subject)
            throws IOException, InterruptedException {
        if (word == null) {
            return new Fault(null, "");
        }
        if (word.equals("no-room")) {
            allowNoFileToGrow(subject);
            return new Fault(null, "");
        }
        Path database = database(subject.home());
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

    /// Every write to a file fails from then on, as on a disk that is full.
    private static void allowNoFileToGrow(Subject subject)
            throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PRLIMIT), "prlimit sets limits of processes, on Linux alone");
        Process limit =
                new ProcessBuilder(PRLIMIT.toString(), "--pid", "" + subject.pid(), "--fsize=1:")
                        .inheritIO()
                        .start();
        if (limit.waitFor() != 0) {
            throw new IOException("prlimit failed: " + limit.exitValue());
        }
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
