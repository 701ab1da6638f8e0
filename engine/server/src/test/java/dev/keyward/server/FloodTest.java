package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.server.floods.Attackers;
import dev.keyward.server.floods.Flood;
import dev.keyward.server.floods.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Bodies that never end, sent by nobody known to a server with little memory, and what a client
/// with a token notices of them.
@Tag("security:S-14")
final class FloodTest {
    private static final int HEAP_MEBIBYTES = 160;
    private static final Duration WHILE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    @Timeout(120)
    void bodiesOfStrangersTakeNoMemory(@TempDir Path directory) throws Exception {
        Path home = directory.resolve("home");
        int port = Ports.free();
        Path settings =
                Files.writeString(
                        directory.resolve("settings"),
                        "home=" + home + "\nport=" + port + "\ndefaultVault=crash\n");
        try (JavaProcess server =
                JavaProcess.serveIn(
                        HEAP_MEBIBYTES,
                        directory,
                        Main.class.getName(),
                        "--config",
                        settings.toString())) {
            VaultCaller caller = new VaultCaller(CrashVault.make(server.said(), home, port));
            caller.put("secrets/honest", "{\"value\":\"here\"}");
            for (int i = 0; i < 300; i++) {
                caller.get("secrets/honest");
            }
            report("quiet", latencies(caller, WHILE.dividedBy(2)), 0);
            for (Flood flood :
                    List.of(
                            Flood.HTTP2_BODIES,
                            Flood.RESTORES,
                            Flood.SLOW_SIGN_INS,
                            Flood.UNACKNOWLEDGED)) {
                try (Attackers attackers = new Attackers(flood, Target.of(caller, port))) {
                    report(flood.title(), latencies(caller, WHILE), attackers.sent());
                }
            }
            assertThat(server.handle().isAlive()).isTrue();
            assertThat(healthy(caller, port)).isEqualTo(200);
            assertThat(server.stop()).isZero();
        }
    }

    /// Of reads of a secret, in microseconds, sorted. Each has to succeed.
    private static long[] latencies(VaultCaller caller, Duration duration)
            throws IOException, InterruptedException {
        List<Long> all = new ArrayList<>();
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            long begun = System.nanoTime();
            HttpResponse<String> answer =
                    caller.http()
                            .send(
                                    caller.request("secrets/honest").timeout(PATIENCE).build(),
                                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"value\":\"here\"");
            all.add((System.nanoTime() - begun) / 1_000);
        }
        return all.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static void report(String name, long[] micros, long sent) {
        System.out.printf(
                "%-32s reads %6d p50 %7.2f ms p99 %7.2f ms; flood sent %6.1f MiB%n",
                name,
                micros.length,
                micros[micros.length / 2] / 1e3,
                micros[micros.length * 99 / 100] / 1e3,
                sent / 1048576.0);
    }

    private static int healthy(VaultCaller caller, int port)
            throws IOException, InterruptedException {
        return caller.http()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/healthz"))
                                .timeout(Duration.ofSeconds(5))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
