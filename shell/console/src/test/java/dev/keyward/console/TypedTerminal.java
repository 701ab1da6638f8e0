package dev.keyward.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;

/// A terminal in this process: the test types, and reads what the screen was sent.
final class TypedTerminal implements AutoCloseable {
    private final Screen screen = new Screen();
    private final LineDisciplineTerminal terminal;

    TypedTerminal() throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm", screen, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(160, 50));
    }

    Terminal terminal() {
        return terminal;
    }

    /// Control characters act as on a terminal: `\u0003` is Ctrl+C.
    void type(String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
    }

    /// Waits until the screen was sent a text.
    void await(String text) throws InterruptedException {
        screen.await(text);
    }

    String sent() {
        return screen.text();
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }

    private static final class Screen extends ByteArrayOutputStream {
        @Override
        public synchronized void write(int b) {
            super.write(b);
            notifyAll();
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            notifyAll();
        }

        synchronized String text() {
            return toString(StandardCharsets.UTF_8);
        }

        synchronized void await(String text) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!text().contains(text)) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("not shown: " + text + "\n" + text());
                }
                wait(left);
            }
        }
    }
}
