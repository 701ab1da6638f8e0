package dev.keyward.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Plan;
import dev.keyward.model.Permission;
import dev.keyward.model.RecoveryLevel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What requests are planned as, that nothing is looked up or parsed twice for them, and that what
/// happens between plan and work counts.
class PlanTest {
    private static final String DIGEST =
            Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
    private static final String ES256 = "{\"alg\":\"ES256\",\"value\":\"" + DIGEST + "\"}";
    private static final String RS256 = "{\"alg\":\"RS256\",\"value\":\"" + DIGEST + "\"}";

    @TempDir Path directory = Path.of("");
    private VaultPlane plane;
    private final List<Plan> plans = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        plane = new VaultPlane(directory, new RecoveryLevel(90, false));
        plane.planned =
                (_, plan) -> {
                    plans.add(plan);
                    return plan;
                };
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private Answer post(String path, String body) {
        return plane.owner("POST", path, body);
    }

    private Answer succeeds(String method, String path, String body) {
        Answer answer = plane.owner(method, path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private long lookUps(LongSupplier count, Runnable request) {
        long before = count.getAsLong();
        request.run();
        return count.getAsLong() - before;
    }

    private long keyLookUps(Runnable request) {
        return lookUps(plane.objects.keys()::lookUps, request);
    }

    @Test
    void aHotSecretIsLookedUpOnceAndAColdOneFromTheStore() {
        succeeds("PUT", "/secrets/db", "{\"value\":\"v\"}");
        succeeds("GET", "/secrets/db", "");
        assertThat(plans.getLast().cost()).isEqualTo(Cost.STORE);
        assertThat(
                        lookUps(
                                plane.objects.secrets()::lookUps,
                                () -> succeeds("GET", "/secrets/db", "")))
                .isEqualTo(1);
        assertThat(plans.getLast().cost()).isEqualTo(Cost.MEMORY);
        assertThat(plans.getLast().weight()).isEqualTo(1);
    }

    @Test
    void aHotKeyIsLookedUpOnceToBeShown() {
        succeeds("POST", "/keys/ec/create", "{\"kty\":\"EC\"}");
        succeeds("GET", "/keys/ec", "");
        assertThat(plans.getLast().cost()).isEqualTo(Cost.STORE);
        assertThat(keyLookUps(() -> succeeds("GET", "/keys/ec", ""))).isEqualTo(1);
        assertThat(plans.getLast().cost()).isEqualTo(Cost.MEMORY);
    }

    @Test
    void aHotCertificateComesFromMemory() {
        Answer begun =
                post(
                        "/certificates/web/create",
                        "{\"policy\":{\"key_props\":{\"kty\":\"EC\",\"crv\":\"P-256\"},"
                                + "\"issuer\":{\"name\":\"Self\"},"
                                + "\"x509_props\":{\"subject\":\"CN=web\"}}}");
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        String cold = succeeds("GET", "/certificates/web", "").text();
        assertThat(plans.getLast().cost()).isEqualTo(Cost.STORE);
        assertThat(succeeds("GET", "/certificates/web", "").text()).isEqualTo(cold);
        assertThat(plans.getLast().cost()).isEqualTo(Cost.MEMORY);
    }

    @ParameterizedTest
    @CsvSource({"EC,2048,ES256,MEMORY,1", "RSA,2048,RS256,CPU,1", "RSA,3072,RS256,CPU,4"})
    void aHotKeyIsLookedUpOnceToSign(String kty, int bits, String alg, Cost cost, int weight) {
        succeeds(
                "POST",
                "/keys/k/create",
                kty.equals("EC")
                        ? "{\"kty\":\"EC\"}"
                        : "{\"kty\":\"RSA\",\"key_size\":" + bits + "}");
        String body = "{\"alg\":\"" + alg + "\",\"value\":\"" + DIGEST + "\"}";
        succeeds("POST", "/keys/k/sign", body);
        assertThat(plans.getLast().cost()).isEqualTo(Cost.STORE);
        assertThat(plans.getLast().weight()).isEqualTo(1);
        assertThat(keyLookUps(() -> succeeds("POST", "/keys/k/sign", body))).isEqualTo(1);
        assertThat(plans.getLast().cost()).isEqualTo(cost);
        assertThat(plans.getLast().weight()).isEqualTo(weight);
    }

    @ParameterizedTest
    @CsvSource({"RSA,GENERATION", "EC,STORE"})
    void theCreationOfAKeyReadsItsBodyOnce(String kty, Cost cost) {
        plane.planned =
                (exchange, plan) -> {
                    plans.add(plan);
                    // Whoever reads it again finds no JSON.
                    Arrays.fill(exchange.body(), (byte) '?');
                    return plan;
                };
        Answer made =
                succeeds(
                        "POST",
                        "/keys/k/create",
                        "{\"kty\":\""
                                + kty
                                + "\",\"key_ops\":[\"sign\"],\"tags\":{\"a\":\"b\"},"
                                + "\"attributes\":{\"enabled\":false}}");
        assertThat(plans.getLast().cost()).isEqualTo(cost);
        assertThat(made.json().at("/key/kty").asText()).isEqualTo(kty);
        assertThat(made.json().at("/key/key_ops").toString()).isEqualTo("[\"sign\"]");
        assertThat(made.json().at("/tags/a").asText()).isEqualTo("b");
        assertThat(made.json().at("/attributes/enabled").asBoolean()).isFalse();
    }

    @Test
    @Tag("security:S-06")
    void nothingIsPlannedForWhoMayNot() {
        succeeds("POST", "/keys/ec/create", "{\"kty\":\"EC\"}");
        plans.clear();
        plane.policies(
                List.of(
                        VaultPlane.policy(
                                VaultPlane.OWNER, VaultPlane.only(Permission.Key.VERIFY))));
        assertThat(plane.ask(null, "POST", "/keys/ec/sign", ES256, Map.of()).status())
                .isEqualTo(401);
        assertThat(plane.ask("stranger", "POST", "/keys/ec/sign", ES256, Map.of()).status())
                .isEqualTo(403);
        assertThat(post("/keys/ec/sign", ES256).status()).isEqualTo(403);
        assertThat(post("/keys/ec/create", "no json").status()).isEqualTo(403);
        assertThat(plans).isEmpty();
    }

    /// Of what is wrong, the same is told first.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hotAndColdRefuseTheSame(boolean hot) {
        succeeds("POST", "/keys/ec/create", "{\"kty\":\"EC\",\"key_ops\":[\"verify\"]}");
        succeeds("POST", "/keys/off/create", "{\"kty\":\"EC\"}");
        succeeds("PUT", "/secrets/off", "{\"value\":\"v\"}");
        if (hot) {
            succeeds(
                    "POST",
                    "/keys/ec/verify",
                    "{\"alg\":\"ES256\",\"digest\":\""
                            + DIGEST
                            + "\",\"value\":\""
                            + DIGEST
                            + "\"}");
            succeeds("POST", "/keys/off/sign", ES256);
        }
        succeeds("PATCH", "/keys/off", "{\"attributes\":{\"enabled\":false}}");
        succeeds("PATCH", "/secrets/off", "{\"attributes\":{\"enabled\":false}}");
        if (hot) {
            succeeds("GET", "/keys/off", "");
            assertThat(plane.owner("GET", "/secrets/off").status()).isEqualTo(403);
        }
        plans.clear();
        assertThat(post("/keys/ec/sign", "[]").code()).isEqualTo("BadParameter");
        assertThat(post("/keys/off/sign", "{\"alg\":\"nonsense\"").code())
                .isEqualTo("BadParameter");
        assertThat(post("/keys/ec/sign", "{\"alg\":\"nonsense\",\"value\":\"AAAA\"}").status())
                .isEqualTo(403);
        assertThat(post("/keys/off/sign", "{\"alg\":\"nonsense\",\"value\":\"AAAA\"}").code())
                .isEqualTo("Forbidden/KeyDisabled");
        assertThat(plane.owner("GET", "/secrets/off").code()).isEqualTo("Forbidden/SecretDisabled");
        assertThat(plans).hasSize(5);
        assertThat(plans.stream().map(Plan::cost).distinct())
                .containsExactly(hot ? Cost.MEMORY : Cost.STORE);
    }

    /// Keeps the only thread for long arithmetic busy with another request.
    private void holdCpu(CountDownLatch until) {
        BiFunction<Exchange, Plan, Plan> before = plane.planned;
        plane.planned =
                (_, plan) ->
                        Plan.of(
                                Cost.CPU,
                                () -> {
                                    try {
                                        until.await();
                                    } catch (InterruptedException stop) {
                                        Thread.currentThread().interrupt();
                                    }
                                    return plan.work().get();
                                });
        assertThat(plane.begin(VaultPlane.OWNER, "GET", "/keys", null, Map.of())).isNotDone();
        plane.planned = before;
    }

    /// A signature that was planned, and then has to wait for the only thread.
    private CompletableFuture<Answer> waitingSignature(CountDownLatch until) {
        succeeds("POST", "/keys/rsa/create", "{\"kty\":\"RSA\"}");
        succeeds("POST", "/keys/rsa/sign", RS256);
        holdCpu(until);
        CompletableFuture<Answer> signature =
                plane.begin(VaultPlane.OWNER, "POST", "/keys/rsa/sign", RS256, Map.of());
        assertThat(plans.getLast().cost()).isEqualTo(Cost.CPU);
        assertThat(signature).isNotDone();
        return signature;
    }

    @ParameterizedTest
    @Tag("security:S-08")
    @Tag("reliability:R-06")
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH  | {\"attributes\":{\"enabled\":false}}   | Forbidden/KeyDisabled",
                "PATCH  | {\"attributes\":{\"exp\":1000000000}}  | Forbidden/KeyExpired",
                "PATCH  | {\"key_ops\":[\"verify\"]}             | Forbidden/KeyOperationForbidden",
                "DELETE | ''                                     | KeyNotFound"
            })
    void aChangeThatIsAcknowledgedWhileASignatureWaitsCounts(
            String method, String body, String code) {
        CountDownLatch free = new CountDownLatch(1);
        CompletableFuture<Answer> signature = waitingSignature(free);
        succeeds(method, "/keys/rsa", body);
        assertThat(signature).isNotDone();
        free.countDown();
        assertThat(signature.join().code()).isEqualTo(code);
    }

    @Test
    @Tag("reliability:R-05")
    void aVersionThatIsMadeWhileASignatureWaitsSigns() {
        CountDownLatch free = new CountDownLatch(1);
        CompletableFuture<Answer> signature = waitingSignature(free);
        Answer next = succeeds("POST", "/keys/rsa/create", "{\"kty\":\"RSA\"}");
        free.countDown();
        assertThat(signature.join().json().path("kid").asText())
                .isEqualTo(next.json().at("/key/kid").asText());
    }

    @Test
    void aChangeOfAnotherKeyCostsASignatureThatWaitsOneLookUpMore() {
        CountDownLatch free = new CountDownLatch(1);
        CompletableFuture<Answer> signature = waitingSignature(free);
        succeeds("POST", "/keys/other/create", "{\"kty\":\"EC\"}");
        assertThat(
                        keyLookUps(() -> {
                            free.countDown();
                            assertThat(signature.join().status()).isEqualTo(200);
                        }))
                .isEqualTo(1);
    }
}
