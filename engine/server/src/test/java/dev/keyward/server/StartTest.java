package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.testing.SeededRandom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Starts that go wrong say so in one line and by their exit code; the one that goes right shows
/// its secret once.
final class StartTest {
    @TempDir Path directory;

    private record Outcome(int exitCode, String out, String err) {}

    private Outcome serve(String... options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ServeCommand command =
                new ServeCommand(
                        directory.resolve("home"),
                        InstantSource.system(),
                        new SeededRandom(3),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        int exitCode = new CommandLine(command).execute(options);
        return new Outcome(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    private Path settings(String text) throws IOException {
        return Files.writeString(directory.resolve("keyward.properties"), text);
    }

    @Test
    void anOccupiedPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome outcome = serve("--port", Integer.toString(taken.getLocalPort()));
            assertThat(outcome.exitCode).isEqualTo(3);
            assertThat(outcome.err)
                    .startsWith("keyward: port " + taken.getLocalPort() + " of 127.0.0.1 ")
                    .contains("--port")
                    .hasLineCount(1);
            assertThat(outcome.out).doesNotContain("ready");
        }
    }

    @Test
    void anUnknownSettingIsNamed() throws IOException {
        Outcome outcome = serve("--config", settings("prot=1\n").toString());
        assertThat(outcome.exitCode).isEqualTo(2);
        assertThat(outcome.err).contains("prot is no setting").contains("port").hasLineCount(1);
    }

    @Test
    void aSettingOutOfItsRangeIsNamed() throws IOException {
        Outcome outcome = serve("--config", settings("port=70000\n").toString());
        assertThat(outcome.exitCode).isEqualTo(2);
        assertThat(outcome.err).contains("port is no port; it must be 1 to 65535");
    }

    @Test
    void aCertificateWithoutItsKeyIsRefused() throws IOException {
        Outcome outcome = serve("--config", settings("tls.certificate=a.pem\n").toString());
        assertThat(outcome.exitCode).isEqualTo(2);
        assertThat(outcome.err).contains("tls.key");
    }

    @Test
    void aMissingConfigurationIsNamed() {
        Outcome outcome = serve("--config", directory.resolve("nowhere").toString());
        assertThat(outcome.exitCode).isEqualTo(2);
        assertThat(outcome.err).contains("nowhere").hasLineCount(1);
    }

    @Test
    void contentsToBeginWithNeedTheirPassphraseAndADevelopmentServer() throws IOException {
        String file = Files.writeString(directory.resolve("contents.sealed"), "?").toString();
        Path words = directory.resolve("passphrase");
        OwnFiles.write(words, "correct horse battery\n".getBytes(StandardCharsets.US_ASCII));
        String passphrase = words.toString();
        Outcome kept = serve("--contents", file, "--passphrase-file", passphrase);
        assertThat(kept.exitCode).isEqualTo(2);
        assertThat(kept.err).contains("with --dev only").hasLineCount(1);
        Outcome alone = serve("--dev", "--contents", file);
        assertThat(alone.exitCode).isEqualTo(2);
        assertThat(alone.err)
                .contains("--contents and --passphrase-file go together")
                .hasLineCount(1);
        Outcome garbage =
                serve("--dev", "--port", "0", "--contents", file, "--passphrase-file", passphrase);
        assertThat(garbage.exitCode).isEqualTo(2);
        assertThat(garbage.err)
                .contains("--contents " + file + ": The passphrase isn't that of the export")
                .hasLineCount(1);
        assertThat(garbage.out).doesNotContain("ready");
    }

    @Test
    void aHomeThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        Outcome outcome = serve("--home", file.toString(), "--port", "0");
        assertThat(outcome.exitCode).isEqualTo(4);
        assertThat(outcome.err).startsWith("keyward: home " + file).hasLineCount(1);
    }

    @Test
    @Tag("security:S-16")
    void aMissingKeyFileIsNotMadeAnew() throws Exception {
        Path home = directory.resolve("home");
        try (JavaProcess server = JavaProcess.serve(home, "--port", "0")) {
            assertThat(server.handle().isAlive()).isTrue();
        }
        Files.delete(home.resolve("keys").resolve("root.key"));
        Outcome outcome = serve("--home", home.toString(), "--port", "0");
        assertThat(outcome.exitCode).isEqualTo(4);
        assertThat(outcome.err).contains("root.key is missing");
        assertThat(home.resolve("keys").resolve("root.key")).doesNotExist();
    }

    /// The home's own files are HomeTableTest's; these the operator brings.
    @Test
    @Tag("security:S-16")
    void whatTheSettingsNameHasToBeNobodyElses() throws IOException {
        Path key = Files.writeString(directory.resolve("server.key"), "?");
        Path certificate = Files.writeString(directory.resolve("server.pem"), "?");
        Path password = Files.writeString(directory.resolve("mail.password"), "hush-hush");
        for (String lines :
                List.of(
                        "tls.certificate=server.pem\ntls.key=server.key\n",
                        "outside.hosts=mail.example.org:587\nmail.host=mail.example.org\n"
                                + "mail.from=a@example.org\nmail.user=a\n"
                                + "mail.passwordFile=mail.password\n")) {
            Path named = lines.startsWith("tls") ? key : password;
            String config = settings("port=" + Ports.free() + "\n" + lines).toString();
            for (String wrong : List.of("rw-r--r--", "rw-r-----", "rw-------")) {
                Files.setPosixFilePermissions(named, PosixFilePermissions.fromString(wrong));
                Path second = null;
                if (wrong.equals("rw-------")) {
                    second = Files.createLink(directory.resolve("second"), named);
                }
                Outcome outcome = serve("--config", config);
                assertThat(outcome.exitCode).as(outcome.err).isNotZero();
                assertThat(outcome.err)
                        .contains(
                                second == null
                                        ? "open to others (mode 06"
                                        : "known under a second name")
                        .contains(second == null ? "chmod 600 '" + named + "'" : "cp -p '")
                        .hasLineCount(1);
                if (second != null) {
                    Files.delete(second);
                }
            }
        }
        Path config = settings("port=" + Ports.free() + "\n");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-rw-"));
        Outcome outcome = serve("--config", config.toString());
        assertThat(outcome.exitCode).isEqualTo(2);
        assertThat(outcome.err).contains("chmod o-w '" + config + "'").hasLineCount(1);
        assertThat(Files.exists(certificate)).isTrue();
    }

    @Test
    @Tag("security:S-16")
    void aHomeThatIsOpenToOthersIsRefusedWithTheCure() throws IOException {
        Path home = Files.createDirectory(directory.resolve("home"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        Outcome outcome = serve("--home", home.toString(), "--port", "0");
        assertThat(outcome.exitCode).isEqualTo(4);
        assertThat(outcome.err).contains("chmod 700 '" + home + "'").hasLineCount(1);
    }

    @Test
    @Tag("security:S-09")
    @Tag("security:S-01")
    void theFirstAdministratorsSecretIsShownOnceAndKeptNowhere() throws Exception {
        Path home = directory.resolve("home");
        String secret;
        try (JavaProcess server = JavaProcess.serve(home, "--port", "0")) {
            List<String> said = server.said();
            assertThat(said).anyMatch(line -> line.contains("client id"));
            secret =
                    said.stream()
                            .filter(line -> line.contains("client secret "))
                            .map(line -> line.replaceAll(".*client secret ", ""))
                            .findFirst()
                            .orElseThrow();
            assertThat(secret.length()).isGreaterThan(20);

            Outcome second = serve("--home", home.toString(), "--port", "0");
            assertThat(second.exitCode).isEqualTo(5);
            assertThat(second.err).hasLineCount(1);
        }
        try (JavaProcess again = JavaProcess.serve(home, "--port", "0")) {
            assertThat(again.said()).isEmpty();
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret);
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
    }
}
