package dev.keyward.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Pebble, a real ACME server (RFC 8555), in a process of its own, beside a name server that by
/// default sends it to this machine for every name.
public final class AcmeServer implements AutoCloseable {
    /// The pair of pebble's own example.
    public static final String KEY_ID = "kid-1";

    public static final String MAC_KEY =
            "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W";

    private final int port;
    private final int managementPort;
    private final List<Process> processes = new ArrayList<>();

    private AcmeServer(int port, int managementPort) {
        this.port = port;
        this.managementPort = managementPort;
    }

    public static boolean isInstalled() {
        return List.of("pebble", "pebble-challtestsrv").stream().allMatch(AcmeServer::has);
    }

    private static boolean has(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /// @param directory holds `server.pem` and `server.key`, for `localhost`
    /// @param binding whether accounts have to be bound to [#KEY_ID]
    /// @param challengePort where the names to be certified answer over HTTP
    public static AcmeServer start(Path directory, boolean binding, int challengePort)
            throws IOException, InterruptedException {
        return start(directory, binding, challengePort, null);
    }

    /// As [#start(Path, boolean, int)].
    ///
    /// @param names looks names up; null for a server that finds this machine under every name
    public static AcmeServer start(
            Path directory, boolean binding, int challengePort, @Nullable NameServer names)
            throws IOException, InterruptedException {
        AcmeServer server = new AcmeServer(freePort(), freePort());
        Files.writeString(
                directory.resolve("config.json"),
                """
                {"pebble": {
                  "listenAddress": "127.0.0.1:%d",
                  "managementListenAddress": "127.0.0.1:%d",
                  "certificate": "server.pem",
                  "privateKey": "server.key",
                  "httpPort": %d,
                  "tlsPort": %d,
                  "ocspResponderURL": "",
                  "externalAccountBindingRequired": %s,
                  "externalAccountMACKeys": {"%s": "%s"},
                  "domainBlocklist": ["blocked.example"],
                  "retryAfter": {"authz": 3, "order": 5},
                  "certificateValidityPeriod": 7776000
                }}
                """
                        .formatted(
                                server.port,
                                server.managementPort,
                                challengePort,
                                freePort(),
                                binding,
                                KEY_ID,
                                MAC_KEY));
        int dns = names == null ? server.everywhereHere(directory) : names.address().getPort();
        server.run(directory, "pebble", "-config", "config.json", "-dnsserver", "127.0.0.1:" + dns);
        server.await();
        return server;
    }

    /// @return the port of a name server
    private int everywhereHere(Path directory) throws IOException {
        int dns = freePort();
        run(
                directory,
                "pebble-challtestsrv",
                "-defaultIPv4",
                "127.0.0.1",
                "-defaultIPv6",
                "",
                "-dns01",
                "127.0.0.1:" + dns,
                "-http01",
                "",
                "-https01",
                "",
                "-tlsalpn01",
                "",
                "-doh",
                "",
                "-management",
                "127.0.0.1:" + freePort());
        return dns;
    }

    private void run(Path directory, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve(command[0] + ".log").toFile());
        // As fast as it can, and with as many broken nonces as it makes by itself.
        builder.environment().put("PEBBLE_VA_NOSLEEP", "1");
        builder.environment().put("PEBBLE_AUTHZREUSE", "0");
        processes.add(builder.start());
    }

    private void await() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                if (!processes.getLast().isAlive()) {
                    throw new AssertionError("pebble ended by itself");
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new AssertionError("pebble doesn't listen");
    }

    /// A port nobody listens on.
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Where clients begin.
    public String directory() {
        return "https://" + host() + "/dir";
    }

    public String host() {
        return "localhost:" + port;
    }

    /// Where the certificate of its root is, PEM.
    public String root() {
        return "https://localhost:" + managementPort + "/roots/0";
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.destroy();
            process.onExit().join();
        }
    }
}
