package dev.keyward.server.load;

import dev.keyward.server.JavaProcess;
import dev.keyward.server.Ports;
import dev.keyward.server.VaultCaller;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How long the creation of a key takes over HTTPS, by kind, one after the other: with durable
/// storage and audit, without and with RSA keys made in advance. System properties: `times` (40) a
/// kind, `pool` (16) keys of 2048 bits, half and a quarter of it of the longer ones, `pause` (120)
/// seconds to fill the pool.
public final class KeyCreation {
    private final int times = Integer.getInteger("times", 40);
    private final int pool = Integer.getInteger("pool", 16);
    private final int pauseSeconds = Integer.getInteger("pause", 120);

    private KeyCreation() {}

    public static void main(String[] arguments) throws Exception {
        new KeyCreation().run();
    }

    private void run() throws Exception {
        System.out.printf("%-24s %6s %10s %10s%n", "key", "times", "p50 ms", "p99 ms");
        measure(0, kinds());
        Map<String, String> rsa = new LinkedHashMap<>(kinds());
        rsa.keySet().removeIf(name -> !name.startsWith("RSA"));
        measure(pool, rsa);
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        for (int bits : new int[] {2048, 3072, 4096}) {
            kinds.put("RSA-" + bits, "\"kty\":\"RSA\",\"key_size\":" + bits);
        }
        for (String curve : List.of("P-256", "P-384", "P-521", "P-256K")) {
            kinds.put("EC " + curve, "\"kty\":\"EC\",\"crv\":\"" + curve + "\"");
        }
        kinds.put("oct 256", "\"kty\":\"oct\",\"key_size\":256");
        for (String curve : List.of("Ed25519", "X25519")) {
            kinds.put(curve, "\"kty\":\"OKP\",\"crv\":\"" + curve + "\"");
        }
        for (String alg :
                List.of(
                        "ML-DSA-44",
                        "ML-DSA-65",
                        "ML-DSA-87",
                        "ML-KEM-512",
                        "ML-KEM-768",
                        "ML-KEM-1024")) {
            kinds.put(alg, "\"kty\":\"AKP\",\"alg\":\"" + alg + "\"");
        }
        return kinds;
    }

    private void measure(int made, Map<String, String> kinds) throws Exception {
        Path directory = Files.createTempDirectory("keyward-keys-");
        Path environment = directory.resolve("dev.env");
        Path settings = directory.resolve("server.properties");
        Files.writeString(settings, "rsaPool = " + made + "\n");
        try (JavaProcess _ =
                JavaProcess.start(
                        directory,
                        "dev.keyward.server.Main",
                        List.of(
                                "serve",
                                "--dev",
                                "--config",
                                settings.toString(),
                                "--port",
                                Integer.toString(Ports.free()),
                                "--env-file",
                                environment.toString()))) {
            VaultCaller vault = new VaultCaller(VaultCaller.environment(environment));
            for (int i = 0; i < 20; i++) {
                create(vault, "warm", "\"kty\":\"EC\"");
            }
            if (made > 0) {
                Thread.sleep(1_000L * pauseSeconds);
            }
            for (Map.Entry<String, String> kind : kinds.entrySet()) {
                int count = made == 0 ? times : inAdvance(made, kind.getKey());
                long[] nanos = new long[count];
                for (int i = 0; i < count; i++) {
                    long start = System.nanoTime();
                    create(vault, "k" + i % 10, kind.getValue());
                    nanos[i] = System.nanoTime() - start;
                }
                Arrays.sort(nanos);
                System.out.printf(
                        "%-24s %6d %10.2f %10.2f%n",
                        kind.getKey() + (made == 0 ? "" : " in advance"),
                        count,
                        nanos[count / 2] / 1e6,
                        nanos[Math.min(count - 1, count * 99 / 100)] / 1e6);
            }
        }
    }

    private static int inAdvance(int made, String kind) {
        return switch (kind) {
            case "RSA-3072" -> Math.ceilDiv(made, 2);
            case "RSA-4096" -> Math.ceilDiv(made, 4);
            default -> made;
        };
    }

    private static void create(VaultCaller vault, String name, String members) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        vault.value("AZURE_KEYVAULT_URL")
                                                + "/keys/"
                                                + name
                                                + "/create?api-version=2026-05-01-preview"))
                        .header("Authorization", "Bearer " + vault.token())
                        .POST(HttpRequest.BodyPublishers.ofString("{" + members + "}"))
                        .build();
        HttpResponse<String> response =
                vault.http().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
    }
}
