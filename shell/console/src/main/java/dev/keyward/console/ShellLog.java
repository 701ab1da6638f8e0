package dev.keyward.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What the engine and libraries have to say while the shell runs: it goes to `shell.log` in the
/// home, mode 0600, and never between a script's output. The file is opened when there is something
/// to say; at 1 MiB it becomes `shell.log.1`.
final class ShellLog extends Handler {
    private static final long MOST_BYTES = 1 << 20;
    private static final int FRAMES = 20;

    private final Path home;
    private final Path file;

    private ShellLog(Path home) {
        this.home = home;
        this.file = home.resolve("shell.log");
        setFormatter(new Line());
    }

    /// @param home may not be there yet
    static void to(Path home) {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new ShellLog(home));
        root.setLevel(Level.INFO);
    }

    @Override
    public synchronized void publish(LogRecord message) {
        if (!isLoggable(message) || !Files.isDirectory(home)) {
            return;
        }
        try {
            if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
                Files.move(file, home.resolve("shell.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Files.exists(file)) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(
                    file,
                    getFormatter().format(message),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            reportError("shell.log can't be written", unwritable, ErrorManager.WRITE_FAILURE);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private static final class Line extends Formatter {
        @Override
        public String format(LogRecord message) {
            String logger = message.getLoggerName();
            StringBuilder line =
                    new StringBuilder(
                            "%s %s %s: %s\n"
                                    .formatted(
                                            Instant.ofEpochMilli(message.getMillis()),
                                            message.getLevel().getName(),
                                            logger.substring(logger.lastIndexOf('.') + 1),
                                            formatMessage(message).replace('\n', ' ')));
            // The text of an exception may quote what somebody typed; its type and place don't.
            for (Throwable t = message.getThrown(); t != null; t = t.getCause()) {
                line.append("  ").append(t.getClass().getName()).append('\n');
                StackTraceElement[] trace = t.getStackTrace();
                for (int i = 0; i < Math.min(trace.length, FRAMES); i++) {
                    line.append("    at ").append(trace[i]).append('\n');
                }
            }
            return line.toString();
        }
    }
}
