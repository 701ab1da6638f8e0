package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.api.Engine;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.deployment.MachineClock;
import dev.keyward.server.http.HttpLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers whose machine has a wrong clock (F-08 of reliability.md).
@Tag("reliability:R-13")
final class ServedClockTest {
    @TempDir Path directory;

    private static String readiness(HttpClient http, int port)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/readyz"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    void itIsNotReadyWhileItsClockIsBehindAndSaysSo() throws Exception {
        AtomicReference<Duration> off = new AtomicReference<>(Duration.ZERO);
        MachineClock machine =
                new MachineClock(() -> Instant.now().plus(off.get()), System::nanoTime, null);
        Path home = directory.resolve("home");
        try (Server server =
                        Server.start(
                                ServerSettings.standard(home)
                                        .withoutRsaPool()
                                        .withPort(Ports.free()),
                                EngineConfig.Profile.SERVER,
                                HttpLimits.standard(),
                                machine,
                                new SecureRandom());
                HttpClient http =
                        HttpClient.newBuilder()
                                .sslContext(TestTls.trusting(server.authorityFile()))
                                .build()) {
            assertThat(readiness(http, server.port())).isEqualTo("200 {\"status\":\"ok\"}");
            off.set(Duration.ofSeconds(-30));
            assertThat(readiness(http, server.port())).startsWith("200 ");
            off.set(Duration.ofHours(-2));
            assertThat(readiness(http, server.port()))
                    .isEqualTo("503 {\"status\":\"unavailable\",\"reason\":\"clock\"}");
            off.set(Duration.ZERO);
            assertThat(readiness(http, server.port())).startsWith("200 ");
        }
    }

    @Test
    @Tag("security:S-16")
    void aYearBehindWhatItHasSeenItDoesNotStartUnlessThatIsAccepted() throws Exception {
        Path home = directory.resolve("home");
        Engine.open(
                        new EngineConfig(
                                home,
                                "local",
                                "keyward.localhost",
                                8443,
                                null,
                                Set.of(),
                                EngineConfig.Profile.SERVER,
                                new MachineClock(
                                        () -> Instant.now().plus(Duration.ofDays(365)),
                                        System::nanoTime,
                                        null),
                                new SecureRandom()))
                .close();
        assertThatThrownBy(() -> JavaProcess.serve(home, "--home", home.toString(), "--port", "0"))
                .hasMessageContaining("ended before it was ready");
        try (JavaProcess accepted =
                JavaProcess.serve(
                        home,
                        "--home",
                        home.toString(),
                        "--port",
                        "0",
                        "--accept-clock",
                        "the battery was empty")) {
            assertThat(accepted.stop()).isZero();
        }
        try (JavaProcess again =
                JavaProcess.serve(home, "--home", home.toString(), "--port", "0")) {
            assertThat(again.stop()).isZero();
        }
    }
}
