package dev.keyward.server.load;

import dev.keyward.server.JavaProcess;
import dev.keyward.server.Ports;
import dev.keyward.server.VaultCaller;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs everything and prints the table. System properties: `connections` (64), `seconds` (5) a
/// measurement, `warmUp` (3), `only` a word of the rows to run (all).
public final class LoadHarness {
    private static final String VERSION = "?api-version=7.4";

    private final Duration warmUp = Duration.ofSeconds(Integer.getInteger("warmUp", 3));
    private final Duration time = Duration.ofSeconds(Integer.getInteger("seconds", 5));
    private final String only = System.getProperty("only", "");
    private final int connections = Integer.getInteger("connections", 64);
    private final int processors = Runtime.getRuntime().availableProcessors();

    private LoadHarness() {}

    public static void main(String[] arguments) throws Exception {
        new LoadHarness().run();
    }

    private void run() throws Exception {
        Path directory = Files.createTempDirectory("keyward-load-");
        Path environment = directory.resolve("dev.env");
        int port = Ports.free();
        int emptyPort = Ports.free();
        try (JavaProcess server =
                        JavaProcess.start(
                                directory,
                                "dev.keyward.server.Main",
                                List.of(
                                        "serve",
                                        "--dev",
                                        "--port",
                                        Integer.toString(port),
                                        "--env-file",
                                        environment.toString()));
                Load load = new Load(connections)) {
            Map<String, String> env = VaultCaller.environment(environment);
            Path authority = Path.of(env.getOrDefault("SSL_CERT_FILE", ""));
            try (JavaProcess empty =
                    JavaProcess.start(
                            directory,
                            EmptyServer.class.getName(),
                            List.of(
                                    Integer.toString(emptyPort),
                                    authority.resolveSibling("server.pem").toString(),
                                    authority.resolveSibling("server.key").toString()))) {
                measure(new VaultCaller(env), load, server, port, empty, emptyPort);
            }
        }
    }

    private void measure(
            VaultCaller vault,
            Load load,
            JavaProcess server,
            int port,
            JavaProcess empty,
            int emptyPort)
            throws Exception {
        vault.put("secrets/load", "{\"value\":\"" + "v".repeat(1024) + "\"}");
        vault.post("keys/ec/create", "{\"kty\":\"EC\",\"crv\":\"P-256\"}");
        vault.post("keys/rsa/create", "{\"kty\":\"RSA\",\"key_size\":2048}");
        String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
        String ciphertext =
                vault.post(
                                "keys/rsa/encrypt",
                                "{\"alg\":\"RSA-OAEP-256\",\"value\":\"" + digest + "\"}")
                        .replaceAll(".*\"value\":\"([^\"]+)\".*", "$1");
        vault.post("keys/aes/create", "{\"kty\":\"oct\",\"key_size\":256}");
        vault.send(
                202,
                "certificates/tls/create",
                "{\"policy\":{\"x509_props\":{\"subject\":\"CN=load\"},\"issuer\":{\"name\":\"Self\"}}}");
        waitFor(vault, "certificates/tls");
        String token = "Bearer " + vault.token();

        System.out.printf(
                "%d processors, %d connections, %d s each; every answer audited durably%n",
                processors, connections, time.toSeconds());
        double rsa = OpenSslSpeed.signs("rsa2048", processors, (int) time.toSeconds());
        double ec = OpenSslSpeed.signs("ecdsap256", processors, (int) time.toSeconds());
        System.out.printf(
                "openssl speed -multi %d: RSA-2048 %.0f signs/s, P-256 %.0f signs/s%n",
                processors, rsa, ec);
        System.out.printf(
                "%-22s %10s %9s %9s %12s  %s%n",
                "work", "per s", "p50 ms", "p99 ms", "CPU ms/1000", "ratio");

        Load.Shot nothing = new Load.Shot(HttpMethod.GET, emptyPort, _ -> "/", null, null);
        Load.Result e = load.run(nothing, empty.handle(), warmUp, time);
        print("empty handler (E)", e, "");
        double ceiling = e.perSecond();
        String sign = "{\"alg\":\"ES256\",\"value\":\"" + digest + "\"}";
        String signRsa = "{\"alg\":\"RS256\",\"value\":\"" + digest + "\"}";
        String decrypt = "{\"alg\":\"RSA-OAEP-256\",\"value\":\"" + ciphertext + "\"}";
        String kibibyte = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[1024]);
        List<Row> rows =
                List.of(
                        new Row(
                                shot(port, token, "/secrets/load", null),
                                "secret get 1 KiB",
                                ceiling,
                                "E"),
                        new Row(shot(port, token, "/keys/ec", null), "key get", ceiling, "E"),
                        new Row(
                                shot(port, token, "/keys/ec/sign", sign),
                                "P-256 sign",
                                ceiling,
                                "E"),
                        new Row(
                                shot(port, token, "/keys/rsa/sign", signRsa),
                                "RSA-2048 sign",
                                rsa,
                                "openssl"),
                        new Row(
                                shot(port, token, "/keys/rsa/decrypt", decrypt),
                                "RSA-2048 decrypt",
                                rsa,
                                "openssl"),
                        new Row(
                                shot(port, token, "/keys/rsa/unwrapkey", decrypt),
                                "RSA-2048 unwrap",
                                rsa,
                                "openssl"),
                        new Row(
                                shot(
                                        port,
                                        token,
                                        "/keys/aes/encrypt",
                                        "{\"alg\":\"A256GCM\",\"value\":\"" + kibibyte + "\"}"),
                                "AES-256-GCM 1 KiB",
                                ceiling,
                                "E"),
                        new Row(
                                shot(
                                        port,
                                        token,
                                        "/keys/aes/wrapkey",
                                        "{\"alg\":\"A256KW\",\"value\":\"" + digest + "\"}"),
                                "AES-256 key wrap",
                                ceiling,
                                "E"),
                        new Row(
                                shot(port, token, "/certificates/tls", null),
                                "certificate get",
                                ceiling,
                                "E"),
                        new Row(
                                new Load.Shot(
                                        HttpMethod.PUT,
                                        port,
                                        turn -> "/secrets/set-" + turn % 10_000 + VERSION,
                                        token,
                                        turn ->
                                                Buffer.buffer(
                                                        "{\"value\":\"value-" + turn + "\"}")),
                                "secret set",
                                ceiling,
                                "E"));
        // As a server in service: what all rows share is compiled before the first is measured.
        for (Row row : rows) {
            if (row.work.contains(only)) {
                load.run(row.shot, server.handle(), warmUp, Duration.ZERO);
            }
        }
        for (Row row : rows) {
            if (row.work.contains(only)) {
                Load.Result result = load.run(row.shot, server.handle(), warmUp, time);
                print(
                        row.work,
                        result,
                        "%.2f x %s".formatted(result.perSecond() / row.ceiling, row.name));
            }
        }
        Load.Result again = load.run(nothing, empty.handle(), warmUp, time);
        print("empty handler, again", again, "");
    }

    /// A self-signed certificate is made in the background.
    private static void waitFor(VaultCaller vault, String certificate) throws Exception {
        for (int i = 0; i < 100 && !vault.get(certificate).contains("\"cer\":"); i++) {
            Thread.sleep(100);
        }
    }

    private static Load.Shot shot(int port, String token, String path, @Nullable String body) {
        Buffer bytes = body == null ? null : Buffer.buffer(body);
        return new Load.Shot(
                body == null ? HttpMethod.GET : HttpMethod.POST,
                port,
                _ -> path + VERSION,
                token,
                bytes == null ? null : _ -> bytes);
    }

    /// One line of the table.
    ///
    /// @param ceiling requests a second
    /// @param name of the ceiling
    private record Row(Load.Shot shot, String work, double ceiling, String name) {}

    private static void print(String work, Load.Result result, String ratio) {
        System.out.printf(
                "%-22s %10.0f %9.2f %9.2f %12.1f  %s%s%n",
                work,
                result.perSecond(),
                result.millis(50),
                result.millis(99),
                result.cpuMillisPerThousand(),
                ratio,
                result.failures() == 0 ? "" : "  FAILED: " + result.failures());
    }
}
