package dev.keyward.server;

import java.io.IOException;
import java.time.Instant;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The log of the server: one line a message on standard error, stack traces behind it.
final class ServerLog {
    private ServerLog() {}

    static void configure() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        ConsoleHandler console = new ConsoleHandler();
        console.setFormatter(new Line());
        console.setFilter(ServerLog::isShown);
        root.addHandler(console);
        root.setLevel(Level.INFO);
        // Broken handshakes and resets of clients come as warnings there.
        Logger.getLogger("io.netty").setLevel(Level.SEVERE);
        Logger.getLogger("io.vertx").setLevel(Level.SEVERE);
    }

    /// Of the network libraries, faults alone. What a peer did wrong ("First received frame was not
    /// SETTINGS. Hex dump ...") they tell in its own octets, as often as it likes.
    static boolean isShown(LogRecord message) {
        String logger = message.getLoggerName();
        boolean network =
                logger != null && (logger.startsWith("io.netty") || logger.startsWith("io.vertx"));
        return !network || isFault(message.getThrown());
    }

    /// Netty has exceptions of its own for what it was sent.
    private static boolean isFault(@Nullable Throwable thrown) {
        return thrown != null
                && !(thrown instanceof IOException)
                && !thrown.getClass().getName().startsWith("io.netty.handler.");
    }

    private static final class Line extends Formatter {
        @Override
        public String format(LogRecord message) {
            StringBuilder line =
                    new StringBuilder(128)
                            .append(Instant.ofEpochMilli(message.getMillis()))
                            .append(' ')
                            .append(message.getLevel().getName())
                            .append(' ')
                            .append(shortName(message.getLoggerName()))
                            .append(": ")
                            .append(formatMessage(message).replace('\n', ' '))
                            .append('\n');
            for (Throwable t = message.getThrown(); t != null; t = t.getCause()) {
                // The text of an exception may quote what a client sent; its type and place don't.
                line.append("  ").append(t.getClass().getName()).append('\n');
                StackTraceElement[] trace = t.getStackTrace();
                for (int i = 0; i < Math.min(trace.length, 20); i++) {
                    line.append("    at ").append(trace[i]).append('\n');
                }
            }
            return line.toString();
        }

        private static String shortName(String logger) {
            return logger.substring(logger.lastIndexOf('.') + 1);
        }
    }
}
