package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is told to stop, in a process of its own.
final class LeavingTest {
    @Test
    @Tag("reliability:R-01")
    void itIsNoLongerReadyWhileItStillAnswersAndASecondSignalEndsItAtOnce(@TempDir Path directory)
            throws Exception {
        Path home = directory.resolve("home");
        int port = Ports.free();
        Path config =
                Files.writeString(
                        directory.resolve("settings"), "drainSeconds=600\nport=" + port + "\n");
        try (JavaProcess server =
                JavaProcess.serve(home, "--home", home.toString(), "--config", config.toString())) {
            HttpClient http =
                    HttpClient.newBuilder()
                            .sslContext(TestTls.trusting(home.resolve("tls/ca.pem")))
                            .build();
            assertThat(get(http, port, "/readyz")).isEqualTo(200);
            server.handle().destroy();
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (get(http, port, "/readyz") != 503) {
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
            assertThat(get(http, port, "/healthz")).isEqualTo(200);
            // Whoever still comes gets an answer of the service.
            assertThat(get(http, port, "/secrets?api-version=7.4")).isEqualTo(404);
            assertThat(server.handle().isAlive()).isTrue();
            server.handle().destroy();
            server.handle().onExit().get(20, TimeUnit.SECONDS);
            assertThat(server.stop()).isEqualTo(1);
        }
    }

    @Test
    void oneSignalEndsItInOrder(@TempDir Path directory) throws Exception {
        try (JavaProcess server = JavaProcess.serve(directory.resolve("home"), "--port", "0")) {
            assertThat(server.stop()).isZero();
        }
    }

    private static int get(HttpClient http, int port, String path)
            throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
