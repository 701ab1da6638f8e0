package dev.keyward.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.server.DevServer;
import dev.keyward.server.Ports;
import dev.keyward.server.SecondTenant;
import dev.keyward.testing.FakeClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every file of `recordings`, compared byte by byte over real HTTPS, but for what differs from run
/// to run: ids, versions, ports and times.
///
/// With `-Drecordings.update` the answers are written into the files instead; read the difference
/// before you commit it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecordingsTest {
    static final Path FOLDER = Path.of("src/test/resources/recordings");
    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\":\"([^\"]*)\"");

    /// Vaults beside `dev`, and what is special about them.
    private static final Map<String, String> VAULTS =
            Map.of(
                    "locked", "\"accessPolicies\":[]",
                    "roles", "\"enableRbacAuthorization\":true,\"accessPolicies\":[POLICY]",
                    "compound", "\"accessPolicies\":[COMPOUND]",
                    "guarded", "\"enablePurgeProtection\":true,\"accessPolicies\":[POLICY]",
                    "fenced",
                            "\"networkAcls\":{\"defaultAction\":\"Deny\",\"bypass\":\"None\"},\"accessPolicies\":[POLICY]",
                    "secluded", "\"publicNetworkAccess\":\"Disabled\",\"accessPolicies\":[POLICY]");

    private final Map<String, Bench> benches = new HashMap<>();

    /// Takes connections and says nothing: an issuer that never comes to an end.
    private final ServerSocket silentIssuer;

    @TempDir private static Path folder;

    RecordingsTest() throws IOException {
        this.silentIssuer = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /// `dev` is a server as any other. `slow` is one like Azure, whose clock stands still but for
    /// `@pass`, and so does that of `late`. `faulty` is there to be damaged. `issuing` may call the
    /// silent issuer, and `full` is there to run out of room; these two are processes of their own.
    @BeforeAll
    void open() throws Exception {
        SecureRandom random = new SecureRandom();
        InstantSource system = InstantSource.system();
        FakeClock clock = new FakeClock(Instant.now());
        DevServer server = DevServer.start(system, random);
        Subject dev = Subject.of(server);
        benches.put(
                "dev",
                Bench.on(dev, VAULTS)
                        .withSecondTenant(SecondTenant.make(server, dev.environment())));
        benches.put("faulty", Bench.on(Subject.of(DevServer.start(system, random)), Map.of()));
        benches.put(
                "slow",
                Bench.on(
                        Subject.of(DevServer.startLikeAzure(clock, random, Duration.ofSeconds(5))),
                        Map.of(),
                        clock::advance));
        FakeClock late = new FakeClock(Instant.now());
        benches.put(
                "late",
                Bench.on(Subject.of(DevServer.start(late, random)), Map.of(), late::advance));
        benches.put(
                "issuing",
                Bench.on(
                        Subject.start(
                                folder.resolve("issuing"),
                                "outside.hosts=localhost:"
                                        + silentIssuer.getLocalPort()
                                        + "\nacme.port="
                                        + Ports.free()
                                        + "\nrsaPool=0\n"),
                        Map.of()));
        benches.put(
                "full", Bench.on(Subject.start(folder.resolve("full"), "rsaPool=0\n"), Map.of()));
    }

    /// The issuer first, so that no server waits for it.
    @AfterAll
    void close() throws IOException {
        silentIssuer.close();
        benches.values().forEach(Bench::close);
    }

    @TestFactory
    Stream<DynamicTest> recordings() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(FOLDER)) {
            files = listed.filter(file -> file.toString().endsWith(".http")).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(20);
        return files.stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private void check(Path file) throws IOException, InterruptedException {
        Recording recording = Recording.read(file);
        Map<String, String> known = new HashMap<>();
        known.put("silentIssuer", "https://localhost:" + silentIssuer.getLocalPort() + "/");
        String answer = "";
        for (Recording.Step step : recording.requests()) {
            answer = bench(step).send(step, known);
            for (Matcher member = MEMBER.matcher(answer); member.find(); ) {
                known.put(member.group(1), member.group(2));
            }
        }
        String comparable =
                comparable(answer, bench(recording.requests().getLast()).subject().port());
        if (System.getProperty("recordings.update") != null) {
            recording.write(comparable);
        } else {
            assertThat(comparable).as(recording.comment()).isEqualTo(recording.answer());
        }
    }

    private Bench bench(Recording.Step step) {
        return Objects.requireNonNull(benches.get(step.settings().getOrDefault("server", "dev")));
    }

    private static String comparable(String answer, int port) {
        return answer.replace(":" + port, ":{port}")
                .replaceAll(
                        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "{guid}")
                .replaceAll("\\b[0-9a-f]{32}\\b", "{version}")
                .replaceAll(
                        "\"(created|updated|deletedDate|scheduledPurgeDate)\":[0-9]+",
                        "\"$1\":{time}")
                .replaceAll("\"csr\":\"[^\"]+\"", "\"csr\":\"{csr}\"")
                .replaceAll("(?m)^content-length: [0-9]+$", "content-length: {length}")
                .strip();
    }
}
