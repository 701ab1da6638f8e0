package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.audit.AuditEntry;
import dev.keyward.audit.AuditReader;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Writers over HTTPS, `kill -9`, a start by the same command, again and again. What was answered
/// stays, its audit record too, and nobody has to do anything.
@Tag("reliability:R-01")
@Tag("reliability:R-02")
@Tag("reliability:R-12")
final class CrashTest {
    /// As many as every run of the tests has (reliability.md, section 14); longer runs say more.
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 20);

    private static final int ANSWERS_BEFORE_THE_KILL = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path directory;

    /// @param value null for requests that change nothing
    private record Answered(String correlation, String name, String value) {}

    @Test
    void whatWasAnsweredSurvivesEveryKill() throws Exception {
        Path home = directory.resolve("home");
        int port = Ports.free();
        Path settings =
                Files.writeString(
                        directory.resolve("keyward.properties"),
                        "home=" + home + "\nport=" + port + "\ndefaultVault=crash\n");
        Set<String> correlations = new HashSet<>();
        List<Answered> last = List.of();
        List<Long> starts = new ArrayList<>();
        Map<String, String> environment = Map.of();
        for (int round = 0; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            JavaProcess server = JavaProcess.serve(directory, "--config", settings.toString());
            try {
                starts.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
                if (round == 0) {
                    environment = CrashVault.make(server.said(), home, port);
                }
                VaultCaller vault = new VaultCaller(environment);
                for (Answered answered : last) {
                    assertThat(vault.get("secrets/" + answered.name))
                            .as("round " + round)
                            .contains("\"value\":\"" + answered.value + "\"");
                }
                if (round < ROUNDS) {
                    List<Answered> all = writeUntilKilled(server, vault, round);
                    all.forEach(answered -> correlations.add(answered.correlation));
                    last = all.stream().filter(answered -> !answered.value.isEmpty()).toList();
                    assertThat(last).isNotEmpty();
                }
            } finally {
                server.kill();
            }
        }
        assertThat(correlations.size()).isGreaterThan(ROUNDS * ANSWERS_BEFORE_THE_KILL);
        Set<String> recorded = recorded(home.resolve("audit"));
        correlations.removeAll(recorded);
        assertThat(correlations).as("answers without an audit record").isEmpty();
        Collections.sort(starts);
        System.getLogger(CrashTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "kills={0} audit records={1} start median={2} ms longest={3} ms",
                        ROUNDS,
                        recorded.size(),
                        starts.get(starts.size() / 2),
                        starts.getLast());
    }

    private static List<Answered> writeUntilKilled(JavaProcess server, VaultCaller vault, int round)
            throws Exception {
        return KilledWriters.ask(server, ANSWERS_BEFORE_THE_KILL, turn -> one(vault, round, turn));
    }

    /// Sets a secret, reads one that isn't there, or is refused: each is answered and recorded.
    ///
    /// @throws IOException once the server is gone, which ends the writer
    private static Answered one(VaultCaller vault, int round, int turn)
            throws IOException, InterruptedException {
        String correlation = UUID.randomUUID().toString();
        String name = "r" + round + "-t" + turn;
        String value = turn % 3 == 0 ? "" : name + "-value";
        HttpRequest.Builder request =
                vault.request("secrets/" + name).header("x-ms-client-request-id", correlation);
        HttpRequest whole =
                value.isEmpty()
                        ? request.GET().build()
                        : request.PUT(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"value\":\"" + value + "\"}"))
                                .build();
        int status = vault.http().send(whole, HttpResponse.BodyHandlers.ofString()).statusCode();
        if (status != (value.isEmpty() ? 404 : 200)) {
            throw new IOException("status " + status);
        }
        return new Answered(correlation, name, value);
    }

    private static Set<String> recorded(Path audit) throws IOException {
        Set<String> correlations = new HashSet<>();
        try (Stream<AuditEntry> entries = AuditReader.at(audit).after(0)) {
            for (AuditEntry entry : (Iterable<AuditEntry>) entries::iterator) {
                JsonNode record = JSON.readTree(entry.record());
                correlations.add(record.path("correlationId").asText());
            }
        }
        return correlations;
    }
}
