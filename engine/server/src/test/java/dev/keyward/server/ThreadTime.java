package dev.keyward.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/// How long threads of another process have run on a processor, as Linux counts it
/// (proc_pid_stat(5)).
final class ThreadTime {
    private static final Path PROCESSES = Path.of("/proc");

    /// Of `sysconf(_SC_CLK_TCK)`, which is 100 on every Linux that Java runs on.
    private static final Duration TICK = Duration.ofMillis(10);

    /// Behind the command's name, which may hold anything, come the other fields from the third on.
    private static final int USER = 14 - 3;

    private static final int KERNEL = 15 - 3;

    private ThreadTime() {}

    /// @param name as Java has it, up to 15 characters
    /// @return of all threads by that name together; zero where there is none
    static Duration of(ProcessHandle process, String name) throws IOException {
        Duration sum = Duration.ZERO;
        Path tasks = PROCESSES.resolve(Long.toString(process.pid())).resolve("task");
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                sum = sum.plus(time(thread.resolve("stat"), name));
            }
        }
        return sum;
    }

    private static Duration time(Path stat, String name) throws IOException {
        String line;
        try {
            line = Files.readString(stat, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException ended) {
            return Duration.ZERO;
        }
        int end = line.lastIndexOf(')');
        if (!line.substring(line.indexOf('(') + 1, end).equals(name)) {
            return Duration.ZERO;
        }
        String[] fields = line.substring(end + 2).split(" ", -1);
        return TICK.multipliedBy(Long.parseLong(fields[USER]) + Long.parseLong(fields[KERNEL]));
    }
}
