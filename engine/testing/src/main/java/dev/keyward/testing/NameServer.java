package dev.keyward.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// BIND, a real name server, in a process of its own: serves the zones `example.org`, into which
/// TXT records may be written with a TSIG key, and `other.example`, into which nobody may. Every
/// name in them is this machine.
public final class NameServer implements AutoCloseable {
    public static final String ZONE = "example.org";
    public static final String KEY_NAME = "keyward";

    /// Base64, of hmac-sha256.
    public static final String SECRET = "c2VjcmV0IG9mIHRoZSB0ZXN0J3MgbmFtZSBzZXJ2ZXI=";

    /// The place of what proves this name is [#ALIASED_TO].
    public static final String ALIASED = "shop.other.example";

    public static final String ALIASED_TO = "shop.proofs.example.org";

    private final Path directory;
    private final int port;
    private Process process;

    private NameServer(Path directory, int port) throws IOException {
        this.directory = directory;
        this.port = port;
        this.process = run();
    }

    public static boolean isInstalled() {
        return Files.isExecutable(program());
    }

    /// Where Debian has it, which isn't on everybody's path.
    private static Path program() {
        return Path.of("/usr/sbin/named");
    }

    /// @param directory for its files; made
    public static NameServer start(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        int port = AcmeServer.freePort();
        Files.writeString(
                directory.resolve("named.conf"),
                """
                options {
                  directory "%1$s";
                  pid-file none;
                  session-keyfile "%1$s/session.key";
                  listen-on port %2$d { 127.0.0.1; };
                  listen-on-v6 { none; };
                  recursion yes;
                  dnssec-validation no;
                  notify no;
                };
                controls {};
                key "%3$s" { algorithm hmac-sha256; secret "%4$s"; };
                zone "example.org" {
                  type primary;
                  file "example.org.zone";
                  update-policy { grant %3$s subdomain example.org. TXT; };
                };
                zone "other.example" { type primary; file "other.example.zone"; };
                """
                        .formatted(directory, port, KEY_NAME, SECRET));
        String zone =
                """
                $TTL 60
                @ IN SOA ns hostmaster 1 3600 600 86400 60
                @ IN NS ns
                @ IN A 127.0.0.1
                * IN A 127.0.0.1
                ns IN A 127.0.0.1
                """;
        Files.writeString(directory.resolve("example.org.zone"), zone);
        Files.writeString(
                directory.resolve("other.example.zone"),
                zone + "_acme-challenge.shop IN CNAME " + ALIASED_TO + ".\n");
        // Where AppArmor is on, the one in its place may read Debian's own directories alone.
        Files.copy(program(), directory.resolve("named"), StandardCopyOption.COPY_ATTRIBUTES);
        NameServer server = new NameServer(directory, port);
        server.await();
        return server;
    }

    private Process run() throws IOException {
        return new ProcessBuilder(
                        directory.resolve("named").toString(),
                        "-g",
                        "-n",
                        "1",
                        "-c",
                        directory.resolve("named.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(directory.resolve("named.log").toFile()))
                .start();
    }

    private void await() throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    throw new AssertionError(
                            "named ended by itself: "
                                    + String.join(
                                            "\n",
                                            last(
                                                    Files.readAllLines(
                                                            directory.resolve("named.log")))));
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new AssertionError("named doesn't listen");
    }

    private static List<String> last(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - 5), lines.size());
    }

    /// Ends it; what was written stays.
    public void stop() {
        process.destroy();
        process.onExit().join();
    }

    /// After [#stop], on the same port.
    public void startAgain() throws IOException, InterruptedException {
        process = run();
        await();
    }

    public InetSocketAddress address() {
        return InetSocketAddress.createUnresolved("127.0.0.1", port);
    }

    @Override
    public void close() {
        stop();
    }
}
