package dev.keyward.server.load;

import dev.keyward.server.AnotherVault;
import dev.keyward.server.JavaProcess;
import dev.keyward.server.Main;
import dev.keyward.server.Ports;
import dev.keyward.server.VaultCaller;
import dev.keyward.server.floods.Flood;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What an honest client notices of each flood, beside what it notices without one, and what is
/// left of it in the server: the soak of security.md, section 13.2. System properties: `seconds`
/// (5) of each flood, `rounds` (1) over all of them, `only` one of them (all).
public final class HostileNeighbours {
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    private final Duration time = Duration.ofSeconds(Integer.getInteger("seconds", 5));
    private final int rounds = Integer.getInteger("rounds", 1);
    private final String only = System.getProperty("only", "");

    private HostileNeighbours() {}

    public static void main(String[] arguments) throws Exception {
        new HostileNeighbours().run();
    }

    private void run() throws Exception {
        Path directory = Files.createTempDirectory("keyward-soak-");
        Path environment = directory.resolve("dev.env");
        int port = Ports.free();
        try (JavaProcess server =
                JavaProcess.start(
                        directory,
                        Main.class.getName(),
                        List.of(
                                "serve",
                                "--dev",
                                "--port",
                                Integer.toString(port),
                                "--env-file",
                                environment.toString()))) {
            // The floods of somebody known are of the development server's vault.
            Map<String, String> own =
                    AnotherVault.make(VaultCaller.environment(environment), port, "honest");
            VaultCaller honest = new VaultCaller(own);
            honest.put("secrets/honest", "{\"value\":\"here\"}");
            honest.post("keys/ec/create", "{\"kty\":\"EC\",\"crv\":\"P-256\"}");
            Footprint footprint =
                    new Footprint(
                            server.handle(),
                            Path.of(honest.value("SSL_CERT_FILE")).resolve("../..").normalize());
            try (HonestClient client = new HonestClient(honest)) {
                client.spend(WARM_UP);
            }
            System.out.printf(
                    "%-32s %7s %5s %17s %17s %17s %8s %8s %9s %10s%n",
                    "beside",
                    "asked",
                    "lost",
                    "get p50/p99 ms",
                    "sign p50/p99 ms",
                    "set p50/p99 ms",
                    "RSS MiB",
                    "live MiB",
                    "home MiB",
                    "flood MiB");
            for (int round = 0; round < rounds; round++) {
                // Signs in anew: a token lasts an hour.
                try (HonestClient client = new HonestClient(new VaultCaller(own))) {
                    print("nobody", client.spend(time), footprint, 0);
                    for (Flood flood : Flood.values()) {
                        if (flood.name().contains(only)) {
                            beside(flood, client, footprint, environment, port);
                        }
                    }
                    print("nobody, again", client.spend(time), footprint, 0);
                }
            }
        }
    }

    private void beside(
            Flood flood, HonestClient client, Footprint footprint, Path environment, int port)
            throws Exception {
        HonestClient.Day day;
        long sent;
        try (FloodProcess process = new FloodProcess(flood, environment, port)) {
            day = client.spend(time);
            sent = process.stop();
        }
        print(flood.title(), day, footprint, sent);
    }

    private static void print(
            String beside, HonestClient.Day day, Footprint footprint, long floodBytes)
            throws IOException, InterruptedException {
        System.out.printf(
                "%-32s %7d %5d %17s %17s %17s %8d %8d %9.1f %10.1f%n",
                beside,
                day.answered(),
                day.failures(),
                times(day.get()),
                times(day.sign()),
                times(day.set()),
                footprint.residentMebibytes(),
                footprint.liveMebibytes(),
                footprint.homeBytes() / 1048576.0,
                floodBytes / 1048576.0);
    }

    private static String times(HonestClient.Noticed noticed) {
        return "%.1f/%.1f".formatted(noticed.millis(50), noticed.millis(99));
    }

    /// What a server takes.
    private record Footprint(ProcessHandle server, Path home) {
        long residentMebibytes() throws IOException {
            return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        }

        /// What is left of the heap after a collection.
        long liveMebibytes() throws IOException, InterruptedException {
            jcmd("GC.run");
            return Arrays.stream(jcmd("GC.heap_info").split("\n"))
                    .map(String::strip)
                    .filter(line -> line.matches("(PSYoungGen|ParOldGen|def new|tenured).*used.*"))
                    .mapToLong(line ->
                            Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1")) / 1024)
                    .sum();
        }

        private String jcmd(String command) throws IOException, InterruptedException {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                            .toString(),
                                    Long.toString(server.pid()),
                                    command)
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        }

        long homeBytes() throws IOException {
            try (Stream<Path> files = Files.walk(home)) {
                return files.filter(Files::isRegularFile)
                        .mapToLong(file -> file.toFile().length())
                        .sum();
            }
        }
    }
}
