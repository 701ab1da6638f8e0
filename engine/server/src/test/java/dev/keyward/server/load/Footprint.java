package dev.keyward.server.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/// What a server takes, as Linux and its own Java tell it.
///
/// @param home where it keeps everything
record Footprint(ProcessHandle server, Path home) {
    private static final double MEBI = 1 << 20;

    /// All at one time.
    ///
    /// @param live what is left of the heap after a collection, MiB
    /// @param resident MiB
    record Sample(long live, long resident, long threads, long openFiles, double trail) {}

    Sample sample() throws IOException, InterruptedException {
        return new Sample(
                liveMebibytes(),
                status("VmRSS:") / 1024,
                status("Threads:"),
                count(Path.of("/proc/" + server.pid() + "/fd")),
                bytes(home.resolve("audit")) / MEBI);
    }

    /// That it has spent on processors since it began.
    Duration cpu() {
        return server.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    long residentMebibytes() throws IOException {
        return status("VmRSS:") / 1024;
    }

    double homeMebibytes() throws IOException {
        return bytes(home) / MEBI;
    }

    private long status(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /// What is left of the heap after a collection.
    long liveMebibytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        return Arrays.stream(jcmd("GC.heap_info").split("\n"))
                .map(String::strip)
                .filter(line -> line.matches("(PSYoungGen|ParOldGen|def new|tenured).*used.*"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1")) / 1024)
                .sum();
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(server.pid()),
                                command)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
