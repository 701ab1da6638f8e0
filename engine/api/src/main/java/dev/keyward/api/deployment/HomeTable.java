package dev.keyward.api.deployment;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Everything in a home that has to be safe before it is opened: walked at every start, of a server
/// and of the shell alike, and by the test of it. What isn't there isn't looked at; it is made with
/// the right mode. What else lies in the home (profiles, history) is the shell's.
public final class HomeTable {
    private HomeTable() {}

    /// @param directory in the home; empty for the home itself
    /// @param names of what lies in it, with `*`; empty for the directory itself
    public record Row(String directory, String names, Guard guard) {}

    public static final List<Row> ROWS =
            List.of(
                    new Row("", "", Guard.OWN_DIRECTORY),
                    new Row("", "anchor*", Guard.OWN_FILE),
                    new Row("", "dev.env*", Guard.OWN_FILE),
                    new Row("keys", "", Guard.OWN_DIRECTORY),
                    new Row("keys", "*", Guard.OWN_FILE),
                    new Row("data", "", Guard.OWN_DIRECTORY),
                    // Database, WAL, shared memory, lock.
                    new Row("data", "*", Guard.OWN_FILE),
                    new Row("audit", "", Guard.OWN_DIRECTORY),
                    // Segments, head, lock, what recovery cut off.
                    new Row("audit", "*", Guard.OWN_FILE),
                    new Row("tls", "", Guard.OWN_DIRECTORY),
                    new Row("tls", "*.key*", Guard.OWN_FILE),
                    new Row("tls", "*.pem*", Guard.SHOWN_FILE));

    /// @throws IOException naming the first that isn't right, what is wrong, and the cure
    static void check(Path home) throws IOException {
        for (Row row : ROWS) {
            Path directory = home.resolve(row.directory());
            if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            if (row.names().isEmpty()) {
                row.guard().check(directory);
            } else {
                checkIn(directory, row);
            }
        }
        Guard.checkAbove(home);
    }

    private static void checkIn(Path directory, Row row) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, row.names())) {
            for (Path each : found) {
                checkOne(each, row.guard());
            }
        }
    }

    private static void checkOne(Path path, Guard guard) throws IOException {
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Guard.OWN_DIRECTORY.check(path);
            } else {
                guard.check(path);
            }
        } catch (NoSuchFileException gone) {
            // A link that leads nowhere is no better; another process may also just have renamed
            // what it wrote.
            if (Files.isSymbolicLink(path)) {
                throw gone;
            }
        }
    }
}
