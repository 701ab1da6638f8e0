package dev.keyward.console;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Standard output or error of this process: [TerminalText] where it is a terminal, byte by byte
/// what was written where it is a file or a pipe.
final class TerminalStream extends OutputStream {
    private final OutputStream terminal;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    TerminalStream(OutputStream terminal) {
        this.terminal = terminal;
    }

    static PrintStream of(FileDescriptor descriptor) {
        OutputStream file = new FileOutputStream(descriptor);
        return new PrintStream(
                isTerminal(descriptor) ? new TerminalStream(file) : file,
                false,
                StandardCharsets.UTF_8);
    }

    // There is none where jdk.console=java.base is set.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal(FileDescriptor descriptor) {
        Path link = Path.of("/proc/self/fd", descriptor.equals(FileDescriptor.err) ? "2" : "1");
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/")
                    || target.startsWith("/dev/tty")
                    || target.equals("/dev/console");
        } catch (IOException e) {
            // no /proc: the JDK knows it of both together
            return System.console() != null && System.console().isTerminal();
        }
    }

    @Override
    public synchronized void write(int b) {
        held.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        held.write(bytes, offset, length);
        if (length > 0 && bytes[offset + length - 1] == '\n') {
            pass();
        }
    }

    /// Passes on what's held. A text is judged whole, so it is held until its line ends or its
    /// writer flushes.
    private void pass() throws IOException {
        String text = TerminalText.shown(held.toString(StandardCharsets.UTF_8));
        held.reset();
        terminal.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void flush() throws IOException {
        pass();
        terminal.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
        terminal.close();
    }
}
