package dev.keyward.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;

/// A terminal in this process: the test types, and reads what the screen was sent.
final class TypedTerminal implements AutoCloseable {
    private final Screen screen = new Screen();
    private final Interrupted terminal;

    TypedTerminal() throws IOException {
        terminal = new Interrupted(screen);
        terminal.setSize(Size.of(160, 50));
    }

    Terminal terminal() {
        return terminal;
    }

    /// Control characters act as on a terminal: `\u0003` is Ctrl+C.
    void type(String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
    }

    /// Presses Ctrl+C at a moment that no fingers hit: right after somebody took Ctrl+C over.
    ///
    /// @param times that it is taken over until then, 1 for the next
    void interruptAtTakeover(int times) {
        terminal.untilInterrupt.set(times);
    }

    /// Presses Ctrl+C when keys are next taken as they are, and it is one of them.
    void interruptAsAKey() {
        terminal.untilKey = true;
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

    private static final class Interrupted extends LineDisciplineTerminal {
        private final AtomicInteger untilInterrupt = new AtomicInteger();
        private volatile boolean untilKey;

        Interrupted(Screen screen) throws IOException {
            super("test", "xterm", screen, StandardCharsets.UTF_8);
        }

        @Override
        public SignalHandler handle(Signal signal, SignalHandler handler) {
            SignalHandler before = super.handle(signal, handler);
            if (signal == Signal.INT && untilInterrupt.getAndDecrement() == 1) {
                interrupt();
            }
            return before;
        }

        @Override
        public void setAttributes(Attributes attributes) {
            super.setAttributes(attributes);
            if (untilKey && !attributes.getLocalFlag(Attributes.LocalFlag.ISIG)) {
                untilKey = false;
                interrupt();
            }
        }

        private void interrupt() {
            try {
                processInputBytes(new byte[] {InterruptKey.CODE});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
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
