package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.api.EngineConfig;
import dev.keyward.server.http.HttpLimits;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The setting `acme.port`.
class ChallengePortTest {
    @TempDir private Path folder;

    private ServerSettings settings(int challengePort) throws Exception {
        Path file = folder.resolve("settings");
        Files.writeString(file, "port=" + Ports.free() + "\nacme.port=" + challengePort + "\n");
        return ServerSettings.read(file, folder.resolve("home"));
    }

    private static Server start(ServerSettings settings) {
        return Server.start(
                settings,
                EngineConfig.Profile.DEV,
                HttpLimits.standard(),
                InstantSource.system(),
                new SecureRandom());
    }

    @Test
    void challengesAreAnsweredOnAPortOfTheirOwn() throws Exception {
        int port = Ports.free();
        try (Server _ = start(settings(port));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:"
                                                            + port
                                                            + "/.well-known/acme-challenge/none"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(404);
        }
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void aPortThatIsTakenIsNamedAndTheHomeIsLeft() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(settings(taken.getLocalPort())))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("acme.port");
        }
        start(settings(Ports.free())).close();
    }

    @Test
    void noneIsTheDefault() {
        assertThat(ServerSettings.standard(folder).outside().acme()).isEqualTo(AcmeSettings.NONE);
    }
}
