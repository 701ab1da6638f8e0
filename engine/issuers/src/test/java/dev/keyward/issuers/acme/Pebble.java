package dev.keyward.issuers.acme;

import com.sun.net.httpserver.HttpServer;
import dev.keyward.crypto.Certificates;
import dev.keyward.crypto.KeyCertificate;
import dev.keyward.model.SecretAccess;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A real ACME server in a process of its own, a name server that sends it to this machine for
/// every name, and a plain web server that answers its challenges.
final class Pebble implements AutoCloseable {
    /// The pair of pebble's own example.
    static final String KEY_ID = "kid-1";

    static final String MAC_KEY =
            "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W";

    private final int port;
    private final KeyCertificate authority;
    private final HttpServer web;
    private final List<Process> processes = new ArrayList<>();

    private Pebble(int port, KeyCertificate authority, HttpServer web) {
        this.port = port;
        this.authority = authority;
        this.web = web;
    }

    static boolean isInstalled() {
        return List.of("pebble", "pebble-challtestsrv").stream().allMatch(Pebble::has);
    }

    private static boolean has(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /// @param answers to tokens
    static Pebble start(Path directory, boolean binding, Function<String, Optional<String>> answers)
            throws Exception {
        SeededRandom random = new SeededRandom(5);
        Certificates certificates = new Certificates(random, InstantSource.system());
        KeyCertificate authority = certificates.newAuthority("Pebble test", Duration.ofDays(2));
        KeyCertificate server =
                certificates.newServerCertificate(
                        authority, List.of("localhost", "127.0.0.1"), Duration.ofDays(1));
        Files.writeString(directory.resolve("server.pem"), server.certificatePem());
        Files.writeString(
                directory.resolve("server.key"), server.keyPem().toUtf8(SecretAccess.request()));
        int port = freePort();
        int dns = freePort();
        HttpServer web = answering(answers);
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
                                port,
                                freePort(),
                                web.getAddress().getPort(),
                                freePort(),
                                binding,
                                KEY_ID,
                                MAC_KEY));
        Pebble pebble = new Pebble(port, authority, web);
        pebble.run(
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
        pebble.run(directory, "pebble", "-config", "config.json", "-dnsserver", "127.0.0.1:" + dns);
        pebble.await();
        return pebble;
    }

    private static HttpServer answering(Function<String, Optional<String>> answers)
            throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        web.createContext(
                "/.well-known/acme-challenge/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    Optional<String> answer =
                            answers.apply(path.substring(path.lastIndexOf('/') + 1));
                    byte[] body = answer.orElse("").getBytes(StandardCharsets.US_ASCII);
                    exchange.sendResponseHeaders(
                            answer.isPresent() ? 200 : 404, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        web.start();
        return web;
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

    private void await() throws Exception {
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String directory() {
        return "https://localhost:" + port + "/dir";
    }

    String host() {
        return "localhost:" + port;
    }

    /// To this server and no other.
    AcmeAccess access() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority.certificate());
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        return new AcmeAccess(this::isHere, () -> tls, true);
    }

    boolean isHere(URI url) {
        return host().equals(url.getAuthority());
    }

    @Override
    public void close() {
        web.stop(0);
        for (Process process : processes) {
            process.destroy();
            process.onExit().join();
        }
    }
}
