package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is out of memory ends, soon and with a code of its own.
final class LastWordsTest {
    @Test
    @Tag("security:S-14")
    void aServerWithoutMemoryEnds(@TempDir Path directory) throws Exception {
        Path home = directory.resolve("home");
        try (JavaProcess server =
                JavaProcess.serveIn(
                        128,
                        directory,
                        Glutton.class.getName(),
                        "--home",
                        home.toString(),
                        "--port",
                        Integer.toString(Ports.free()))) {
            assertThat(server.handle().isAlive()).isTrue();
            Files.createFile(directory.resolve("hungry"));
            server.handle().onExit().get(30, TimeUnit.SECONDS);
            assertThat(server.stop()).isEqualTo(8);
        }
    }
}
