package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// RSA keys made in advance (decision 0011), taken while the server is killed with `kill -9`, again
/// and again: no key is given twice, and each that was answered works from then on.
@Tag("reliability:R-01")
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads how long threads ran from /proc")
final class PoolCrashTest {
    private static final int ROUNDS = Integer.getInteger("crash.pool.rounds", 3);

    /// Keys of 2048 bits; so are half as many of 3072 and one of 4096.
    private static final int POOL = 4;

    /// The pool looks twice a second whether nothing ran for two.
    private static final Duration FILLING = Duration.ofSeconds(3);

    private static final Duration STILL = Duration.ofSeconds(4);

    /// A 4096-bit key takes several times that to make; the server's clock counts in 10 ms.
    private static final Duration FETCHING = Duration.ofMillis(250);

    /// The thread that fills the pool, and the one that makes keys on request.
    private static final String POOL_THREAD = "rsa-pool";

    private static final String REQUEST_THREAD = "generation-0";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path directory;

    /// A key as it was answered.
    private record Answered(String name, String modulus, String exponent) {
        static Answered of(String name, JsonNode bundle) {
            return new Answered(
                    name,
                    bundle.path("key").path("n").asText(),
                    bundle.path("key").path("e").asText());
        }
    }

    @Test
    void noKeyIsGivenTwiceAndEveryOneAnsweredWorks() throws Exception {
        Path home = directory.resolve("home");
        int port = Ports.free();
        Path settings =
                Files.writeString(
                        directory.resolve("keyward.properties"),
                        "home=%s\nport=%d\ndefaultVault=crash\nrsaPool=%d\n"
                                .formatted(home, port, POOL));
        List<Answered> all = new ArrayList<>();
        List<Answered> last = List.of();
        Map<String, String> environment = Map.of();
        for (int round = 0; round <= ROUNDS; round++) {
            JavaProcess server = JavaProcess.serve(directory, "--config", settings.toString());
            try {
                if (round == 0) {
                    environment = CrashVault.make(server.said(), home, port);
                }
                VaultCaller vault = new VaultCaller(environment);
                for (Answered answered : round == ROUNDS ? all : last) {
                    assertWorks(vault, answered);
                }
                if (round < ROUNDS) {
                    if (round % 2 == 0) {
                        waitForAFullPool(server);
                        all.add(longKeyOfThePool(server, vault, round));
                    } else {
                        // The pool is being filled meanwhile.
                        Thread.sleep(FILLING);
                    }
                    last = createUntilKilled(server, vault, round);
                    assertThat(last).isNotEmpty();
                    all.addAll(last);
                } else {
                    assertNoTwoAlike(vault, all);
                }
            } finally {
                server.kill();
            }
        }
    }

    /// The pool is filled once nothing ran for two seconds, and is full when its thread, which has
    /// run, runs no more. Of that thread alone: what else the server does meanwhile says nothing.
    private static void waitForAFullPool(JavaProcess server)
            throws IOException, InterruptedException {
        Duration before = Duration.ZERO;
        long start = System.nanoTime();
        for (long since = start; System.nanoTime() - start < PATIENCE.toNanos(); ) {
            Thread.sleep(100);
            Duration now = ThreadTime.of(server.handle(), POOL_THREAD);
            if (!now.equals(before) || now.isZero()) {
                before = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > STILL.toNanos()) {
                return;
            }
        }
        throw new AssertionError("the pool has run for " + before + " and isn't full");
    }

    /// To find its primes would take the server far longer than to fetch a key that is there.
    private static Answered longKeyOfThePool(JavaProcess server, VaultCaller vault, int round)
            throws IOException, InterruptedException {
        Duration before = ThreadTime.of(server.handle(), REQUEST_THREAD);
        Answered made = create(vault, "long-" + round, 4096);
        assertThat(ThreadTime.of(server.handle(), REQUEST_THREAD).minus(before))
                .as("time in the processor")
                .isLessThan(FETCHING);
        return made;
    }

    private static List<Answered> createUntilKilled(
            JavaProcess server, VaultCaller vault, int round) throws Exception {
        return KilledWriters.ask(
                server,
                POOL,
                turn -> create(vault, "r" + round + "-t" + turn, turn % 3 == 0 ? 3072 : 2048));
    }

    private static Answered create(VaultCaller vault, String name, int bits)
            throws IOException, InterruptedException {
        return Answered.of(
                name,
                JSON.readTree(
                        vault.post(
                                "keys/" + name + "/create",
                                "{\"kty\":\"RSA\",\"key_size\":" + bits + "}")));
    }

    /// What the server signs verifies under the modulus that it answered.
    private static void assertWorks(VaultCaller vault, Answered key) throws Exception {
        byte[] text = key.name.getBytes(StandardCharsets.UTF_8);
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String signed =
                vault.post(
                        "keys/" + key.name + "/sign",
                        "{\"alg\":\"RS256\",\"value\":\"%s\"}"
                                .formatted(
                                        encoder.encodeToString(
                                                MessageDigest.getInstance("SHA-256")
                                                        .digest(text))));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(
                KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new RSAPublicKeySpec(number(key.modulus), number(key.exponent))));
        signature.update(text);
        assertThat(
                        signature.verify(
                                Base64.getUrlDecoder()
                                        .decode(JSON.readTree(signed).path("value").asText())))
                .as(key.name)
                .isTrue();
    }

    private static BigInteger number(String text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }

    /// Those too whose answer the kill took away.
    private static void assertNoTwoAlike(VaultCaller vault, List<Answered> answered)
            throws IOException, InterruptedException {
        Map<String, String> byName = new HashMap<>();
        for (String name : names(vault)) {
            String modulus = Answered.of(name, JSON.readTree(vault.get("keys/" + name))).modulus();
            assertThat(byName.put(name, modulus)).isNull();
        }
        Set<String> moduli = new HashSet<>(byName.values());
        assertThat(moduli).hasSameSizeAs(byName.keySet());
        assertThat(byName).hasSizeGreaterThanOrEqualTo(ROUNDS * POOL);
        for (Answered key : answered) {
            assertThat(byName).containsEntry(key.name, key.modulus);
        }
    }

    private static List<String> names(VaultCaller vault) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        String next = vault.value("AZURE_KEYVAULT_URL") + "/keys?api-version=7.4";
        while (!next.isEmpty()) {
            JsonNode page =
                    JSON.readTree(
                            vault.http()
                                    .send(
                                            HttpRequest.newBuilder(URI.create(next))
                                                    .header(
                                                            "Authorization",
                                                            "Bearer " + vault.token())
                                                    .build(),
                                            HttpResponse.BodyHandlers.ofString())
                                    .body());
            page.path("value")
                    .forEach(key -> names.add(key.path("kid").asText().replaceFirst(".*/", "")));
            next = page.path("nextLink").asText("").replace("null", "");
        }
        return names;
    }
}
