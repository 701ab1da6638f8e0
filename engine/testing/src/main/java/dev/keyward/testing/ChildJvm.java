package dev.keyward.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A process of its own that a test can kill without warning, to see what it had made durable.
///
/// The child tells what was acknowledged with [#tell]: one line, one write, so that a line is in
/// the pipe as a whole or not at all, and survives the child. Kill it once enough is acknowledged,
/// then read the rest:
///
/// ```
/// try (ChildJvm child = ChildJvm.start(Writer.class, directory.toString())) {
///     List<String> acknowledged = child.killAfter(100);
///     ...
/// }
/// ```
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private ChildJvm(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /// Starts a main class on this process's class path. Its errors go where those of this process
    /// go.
    public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Xshare:auto");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        // Surefire runs tests from a jar that only names the class path.
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ChildJvm(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /// For the child: writes one line to the parent. Safe for use by several threads.
    public static void tell(String line) throws IOException {
        // Not closed: it is the process's standard output.
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        out.write((line + "\n").getBytes(UTF_8));
    }

    public long pid() {
        return process.pid();
    }

    /// The child's next line; empty when it ended.
    public Optional<String> line() throws IOException {
        return Optional.ofNullable(lines.readLine());
    }

    /// Kills the child when it has told so many lines.
    ///
    /// @return all it told, those it told while dying included
    public List<String> killAfter(int count) throws IOException, InterruptedException {
        List<String> told = new ArrayList<>();
        while (told.size() < count) {
            Optional<String> line = line();
            if (line.isEmpty()) {
                throw new IOException(
                        "the child ended by itself with exit code "
                                + process.waitFor()
                                + " after "
                                + told.size()
                                + " lines");
            }
            told.add(line.get());
        }
        told.addAll(kill());
        return told;
    }

    /// Kills the child, on POSIX with SIGKILL, and waits for its end.
    ///
    /// @return what it had told and nobody had read
    public List<String> kill() throws IOException, InterruptedException {
        // Not Process.destroyForcibly: that closes the pipe, and with it what is still to be read.
        process.toHandle().destroyForcibly();
        List<String> told = lines.readAllLines();
        process.waitFor();
        return told;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        lines.close();
    }
}
