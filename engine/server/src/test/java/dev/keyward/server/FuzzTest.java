package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.server.TwoTransports.Answer;
import dev.keyward.server.TwoTransports.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests with a valid token and anything else: each gets an answer below 500 in the service's
/// shape, and none tells of our insides.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("security:S-14")
final class FuzzTest {
    private static final int REQUESTS = 1500;
    private static final List<String> METHODS =
            List.of("GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS", "FOO");
    private static final List<String> PARTS =
            List.of(
                    "keys",
                    "secrets",
                    "deletedkeys",
                    "deletedsecrets",
                    "certificates",
                    "create",
                    "import",
                    "restore",
                    "backup",
                    "versions",
                    "sign",
                    "verify",
                    "encrypt",
                    "decrypt",
                    "wrapKey",
                    "unwrapkey",
                    "recover",
                    "a",
                    "B-1",
                    "",
                    ".",
                    "..",
                    "%2e%2e",
                    "%00",
                    "%",
                    "%zz",
                    "%C0%AF",
                    "a%2Fb",
                    "a b",
                    "\u00e9",
                    "0123456789abcdef0123456789abcdef",
                    "x".repeat(200),
                    "subscriptions",
                    "providers",
                    "Keyward.Audit",
                    "records",
                    "tenants",
                    "metadata",
                    "endpoints",
                    "common",
                    "oauth2",
                    "v2.0",
                    "token",
                    "discovery",
                    "v1.0",
                    "users",
                    "me");
    private static final List<String> QUERIES =
            List.of(
                    "api-version=7.4",
                    "api%2Dversion=7.4",
                    "api-version=2022-12-01",
                    "api-version=",
                    "api-version=7.4&api-version=7.4",
                    "maxresults=0",
                    "maxresults=1",
                    "maxresults=99999999999999999999",
                    "$skiptoken=AAAA",
                    "$skiptoken=%",
                    "%",
                    "a=%C0%AF",
                    "$top=-1",
                    "$filter=x eq",
                    "&&&",
                    "=");
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1e999",
                    "\"\"",
                    "\"a\"",
                    "\"AAAA\"",
                    "[]",
                    "{}",
                    "[null]",
                    "{\"a\":{}}",
                    "\"RSA\"",
                    "\"EC\"",
                    "\"P-256\"",
                    "\"RS256\"",
                    "2048",
                    "\"\\u0000\"",
                    "99999999999999999999999",
                    "[\"sign\"]",
                    "[\"sign\",1]",
                    "{\"enabled\":false}",
                    "{\"exp\":1,\"nbf\":2}",
                    "{\"exp\":9223372036854775807}");
    private static final List<String> MEMBERS =
            List.of(
                    "value",
                    "kty",
                    "crv",
                    "key_size",
                    "key_ops",
                    "attributes",
                    "tags",
                    "alg",
                    "key",
                    "n",
                    "e",
                    "d",
                    "digest",
                    "contentType",
                    "properties",
                    "location");

    private TwoTransports engine;
    private String vaultToken;
    private String managementToken;

    @BeforeAll
    void open(@TempDir Path home)
            throws IOException, GeneralSecurityException, InterruptedException {
        engine = new TwoTransports(home.resolve("home"));
        vaultToken = engine.token(Transport.IN_PROCESS, "https://vault.azure.net");
        managementToken = engine.token(Transport.IN_PROCESS, engine.base());
    }

    @AfterAll
    void close() {
        engine.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void everyRequestGetsAnOrderlyAnswer(long seed) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < REQUESTS; i++) {
            String method = pick(random, METHODS);
            String target = target(random);
            String body = body(random);
            Map<String, String> headers = new HashMap<>();
            switch (random.nextInt(8)) {
                case 0 -> headers.put("authorization", "Bearer a.b.c");
                case 1 -> headers.put("authorization", "Bearer " + managementToken);
                case 2 -> {}
                default -> headers.put("authorization", "Bearer " + vaultToken);
            }
            Answer answer = engine.ask(Transport.IN_PROCESS, method, target, headers, body);
            String what = "request " + i + ": " + method + " " + target + " " + body;
            assertThat(answer.status()).as(what).isBetween(200, 499);
            assertThat(answer.body())
                    .as(what)
                    .doesNotContain("dev.keyward")
                    .doesNotContain("Exception")
                    .doesNotContain("jackson");
            if (answer.status() >= 400) {
                assertThat(answer.body()).as(what).startsWith("{");
            }
        }
    }

    private static String target(SplittableRandom random) {
        StringBuilder target = new StringBuilder();
        int parts = random.nextInt(6);
        for (int i = 0; i <= parts; i++) {
            target.append('/').append(pick(random, PARTS));
        }
        int queries = random.nextInt(4);
        for (int i = 0; i < queries; i++) {
            target.append(i == 0 ? '?' : '&');
            target.append(random.nextInt(3) > 0 ? QUERIES.getFirst() : pick(random, QUERIES));
        }
        return target.toString();
    }

    private static String body(SplittableRandom random) {
        switch (random.nextInt(6)) {
            case 0 -> {
                return "";
            }
            case 1 -> {
                return pick(random, VALUES);
            }
            case 2 -> {
                return "[".repeat(random.nextInt(200));
            }
            default -> {
                StringBuilder json = new StringBuilder("{");
                int members = random.nextInt(5);
                for (int i = 0; i < members; i++) {
                    json.append(i == 0 ? "" : ",")
                            .append('"')
                            .append(pick(random, MEMBERS))
                            .append("\":")
                            .append(pick(random, VALUES));
                }
                json.append("}");
                return random.nextInt(8) == 0
                        ? json.substring(0, json.length() / 2)
                        : json.toString();
            }
        }
    }

    private static String pick(SplittableRandom random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
