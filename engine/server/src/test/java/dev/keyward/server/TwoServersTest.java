package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.testing.SeededRandom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Two servers over one database, by whatever way: the second one doesn't run.
@Tag("security:S-16")
@Tag("reliability:R-07")
@Timeout(120)
final class TwoServersTest {
    private static final int HOME_UNUSABLE = 4;
    private static final int HOME_IN_USE = 5;

    @TempDir Path directory;

    private record Outcome(int exitCode, String said) {}

    /// In this process, on another port.
    private Outcome second(Path home) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
        ServeCommand command =
                new ServeCommand(home, InstantSource.system(), new SeededRandom(3), to, to);
        int exitCode =
                new CommandLine(command)
                        .execute(
                                "--home",
                                home.toString(),
                                "--port",
                                Integer.toString(Ports.free()));
        return new Outcome(exitCode, said.toString(StandardCharsets.UTF_8));
    }

    private JavaProcess first(Path home) throws IOException {
        return JavaProcess.serve(
                directory, "--home", home.toString(), "--port", Integer.toString(Ports.free()));
    }

    @Test
    void withoutTheLockFilesASecondOneIsRefusedUntilTheFirstIsKilled() throws Exception {
        Path home = directory.resolve("home");
        JavaProcess server = first(home);
        try {
            Files.delete(home.resolve("data/keyward.lock"));
            Files.delete(home.resolve("audit/audit.lock"));

            Outcome refused = second(home);

            assertThat(refused.exitCode).as(refused.said).isEqualTo(HOME_IN_USE);
            assertThat(refused.said)
                    .contains("keyward.db is in use by another process")
                    .contains("stop that process");
            assertThat(server.handle().isAlive()).isTrue();
        } finally {
            server.kill();
        }
        assertThat(first(home).stop()).isZero();
    }

    @Test
    void aDatabaseLinkedIntoAnotherHomeIsRefused() throws Exception {
        Path home = directory.resolve("home");
        JavaProcess server = first(home);
        try {
            Path other = directory.resolve("other");
            for (String part : List.of("", "keys", "data")) {
                Files.createDirectory(
                        other.resolve(part),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
            Files.copy(
                    home.resolve("keys/root.key"),
                    other.resolve("keys/root.key"),
                    StandardCopyOption.COPY_ATTRIBUTES);
            Path link =
                    Files.createLink(
                            other.resolve("data/keyward.db"), home.resolve("data/keyward.db"));

            Outcome refused = second(other);

            // By its second name, or by its lock, whichever is looked at first.
            assertThat(refused.exitCode).as(refused.said).isIn(HOME_UNUSABLE, HOME_IN_USE);
            assertThat(refused.said).contains(link.toString());
        } finally {
            server.kill();
        }
    }
}
