package dev.keyward.language.eval;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// A record of what a session shows, kept in a file that its owner alone may read.
///
/// Lines typed with a secret in them are left out, as they are from history; what's typed unseen
/// never comes here. Safe for use by several threads.
public final class Transcript {
    private @Nullable Writer writer;
    private @Nullable Path file;

    /// The file written to, null while there's none.
    synchronized @Nullable Path file() {
        return file;
    }

    /// @throws IOException if the file can't be written
    synchronized void open(Path path, boolean append) throws IOException {
        if (!Files.exists(path)) {
            Files.createFile(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        writer =
                Files.newBufferedWriter(
                        path,
                        StandardOpenOption.WRITE,
                        append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
        file = path;
    }

    /// @throws IOException if what was shown last can't be written
    synchronized void close() throws IOException {
        Writer open = writer;
        writer = null;
        file = null;
        if (open != null) {
            open.close();
        }
    }

    /// Takes down text that's shown.
    ///
    /// @throws IOException if it can't be written; nothing more is taken down then
    public synchronized void shown(String text) throws IOException {
        if (writer != null) {
            try {
                writer.write(text);
                writer.flush();
            } catch (IOException e) {
                writer = null;
                file = null;
                throw e;
            }
        }
    }

    /// What stands for a typed line.
    static String typed(String line, boolean kept) {
        return "KW> " + (kept ? line : "(a line with a secret)") + "\n";
    }
}
