package dev.keyward.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Category;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.exchange.Plane;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.audit.AuditLog;
import dev.keyward.audit.InMemoryAuditLog;
import dev.keyward.audit.SignedCheckpoint;
import dev.keyward.directory.principals.Caller;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.Regions;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.testing.FakeClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What becomes of the audit trail when requests come in floods.
@Tag("security:S-13")
@Tag("security:S-14")
final class RollUpsTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FLOOD = 5_000;

    /// Two beats may fall into the making of a flood; on a slow machine many more.
    private static final int FEW_BEATS = 200;

    private final InMemoryAuditLog audit = AuditLog.inMemory();
    private final Workers workers = new Workers(1, (_, _) -> {});

    @AfterEach
    void close() {
        workers.close();
    }

    private Dispatcher dispatcher(AuditLog log) {
        Routes none = new Routes(List.of());
        List<Route> management =
                List.of(
                        Route.post("/busy", refusing(new VaultError.Throttled(Duration.ZERO))),
                        Route.post("/conflict", refusing(new VaultError.Conflict("object"))));
        Operation signIn =
                Operation.anonymous(
                        "SignIn",
                        Category.SIGN_IN,
                        Cost.MEMORY,
                        exchange -> {
                            exchange.audit()
                                    .extra(
                                            AuditFields.Extra.USER,
                                            exchange.header("user").orElse(""));
                            return signIn(exchange);
                        });
        return new Dispatcher(
                new Targets(
                        new Hosts(Regions.of("local"), "keyward.test", 443, null, Set.of()),
                        Map.of(
                                Plane.VAULT,
                                none,
                                Plane.MANAGEMENT,
                                new Routes(management),
                                Plane.LOGIN,
                                new Routes(List.of(Route.post("/token", signIn))),
                                Plane.GRAPH,
                                none),
                        _ -> false),
                new Gate(
                        _ -> Optional.empty(),
                        _ -> true,
                        (token, _, _, _) ->
                                new Caller(
                                        TENANT,
                                        new PrincipalId(token),
                                        new UUID(3, 4),
                                        null,
                                        Set.of(),
                                        new Caller.Token("uti", "iss", "aud", 1)),
                        TenantId::toString,
                        new DataAccess(_ -> List.of()),
                        new SubscriptionPace(() -> 0, _ -> null),
                        new Throttle(ThrottleProfile.OFF)),
                workers,
                log,
                new Answers(TENANT, _ -> Optional.empty()),
                new FakeClock(Instant.parse("2026-02-11T08:14:03Z")),
                () -> false,
                (_, _) -> {});
    }

    private static Operation refusing(VaultError error) {
        return Operation.signedIn(
                error.getClass().getSimpleName(),
                Category.ADMINISTRATIVE,
                Cost.MEMORY,
                _ -> {
                    throw new VaultException(error);
                });
    }

    private static ApiResponse signIn(Exchange exchange) {
        String user = exchange.header("user").orElse("");
        if (user.equals("good")) {
            exchange.audit().extra(AuditFields.Extra.TARGET, user);
        }
        return ApiResponse.json(
                user.startsWith("user") || user.equals("bad") ? 400 : 200,
                ("{\"trace_id\":\"" + exchange.requestId() + "\"}")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static ApiRequest request(
            String method, String host, String path, String peer, Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new ApiRequest(
                method,
                host + ".local.keyward.test",
                path,
                "api-version=2026-01-01",
                lists,
                new byte[1000],
                peer,
                "TLS1_3");
    }

    private static ApiRequest stranger(String peer, String path) {
        return request("GET", "management", path, peer, Map.of());
    }

    private static List<ApiResponse> answered(List<CompletionStage<ApiResponse>> asked) {
        return asked.stream()
                .map(each -> each.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join())
                .toList();
    }

    private List<JsonNode> records() throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (byte[] record : audit.records()) {
            records.add(JSON.readTree(record));
        }
        return records;
    }

    private static long count(JsonNode record) {
        return record.at("/properties/requestCount").asLong(1);
    }

    private static long sum(List<JsonNode> records) {
        return records.stream().mapToLong(RollUpsTest::count).sum();
    }

    @Test
    void aFloodOfOneAddressIsFewRecordsThatCountEachOfIt() throws IOException {
        Dispatcher dispatcher = dispatcher(audit);
        List<CompletionStage<ApiResponse>> asked = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            asked.add(dispatcher.handle(stranger("203.0.113.7", "/subscriptions")));
        }
        List<ApiResponse> answers = answered(asked);
        assertThat(answers).allMatch(answer -> answer.status() == 401);
        List<JsonNode> records = records();
        assertThat(records).hasSizeBetween(RollUps.OWN + 1, RollUps.OWN + FEW_BEATS);
        assertThat(sum(records)).isEqualTo(FLOOD);
        JsonNode many =
                records.stream().filter(record -> count(record) > 1).findFirst().orElseThrow();
        assertThat(many.path("operationName").asText()).isEqualTo("Authentication");
        assertThat(many.path("callerIpAddress").asText()).isEqualTo("203.0.113.7");
        assertThat(many.at("/properties/httpStatusCode").asInt()).isEqualTo(401);
        assertThat(many.at("/properties/requestUri").asText())
                .endsWith("/subscriptions?api-version=2026-01-01");
        assertThat(many.at("/properties/lastTime").asText()).isEqualTo(many.path("time").asText());
        eachIsFoundByItsId(answers, records);
    }

    private static void eachIsFoundByItsId(List<ApiResponse> answers, List<JsonNode> records) {
        Set<String> told = new HashSet<>();
        for (JsonNode record : records) {
            String first = record.at("/properties/requestId").asText();
            if (count(record) == 1) {
                told.add(first);
                continue;
            }
            assertThat(first).endsWith("00000001");
            String last = record.at("/properties/lastRequestId").asText();
            assertThat(last).startsWith(first.substring(0, 28));
            assertThat(Long.parseLong(last.substring(28), 16)).isEqualTo(count(record));
            for (long number = 1; number <= count(record); number++) {
                told.add(first.substring(0, 28) + "%08x".formatted(number));
            }
        }
        assertThat(told)
                .isEqualTo(
                        new HashSet<>(
                                answers.stream()
                                        .map(answer -> answer.headers().get("x-ms-request-id"))
                                        .toList()));
    }

    @Test
    @Tag("reliability:R-02")
    void noneOfThemIsAnsweredBeforeTheRecordThatCountsItIsDurable() throws Exception {
        HeldLog log = new HeldLog();
        Dispatcher dispatcher = dispatcher(log);
        List<CompletableFuture<ApiResponse>> asked = new ArrayList<>();
        for (int i = 0; i < RollUps.OWN + 200; i++) {
            asked.add(dispatcher.handle(stranger("203.0.113.7", "/a")).toCompletableFuture());
        }
        while (log.counted() < asked.size()) {
            Thread.sleep(10);
        }
        assertThat(asked).noneMatch(CompletableFuture::isDone);
        log.held.forEach(record -> record.complete(null));
        assertThat(answered(List.copyOf(asked))).allMatch(answer -> answer.status() == 401);
    }

    @Test
    @Tag("reliability:R-02")
    void whatCannotBeRecordedTogetherIsNotAnsweredEither() {
        Dispatcher dispatcher = dispatcher(audit);
        audit.close();
        List<CompletionStage<ApiResponse>> asked = new ArrayList<>();
        for (int i = 0; i < RollUps.OWN + 50; i++) {
            asked.add(dispatcher.handle(stranger("203.0.113.7", "/a")));
        }
        assertThat(answered(asked)).allMatch(answer -> answer.status() == 503);
    }

    @Test
    void noNumberOfAddressesMakesMoreRecordsThanTheBound() throws IOException {
        Dispatcher dispatcher = dispatcher(audit);
        List<CompletionStage<ApiResponse>> asked = new ArrayList<>();
        int flood = RollUps.OWN_OF_ALL + 6_000;
        for (int i = 0; i < flood; i++) {
            String peer =
                    i % 2 == 0
                            ? "10." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255)
                            : "2001:db8:0:" + Integer.toHexString(i) + ":0:0:0:1";
            asked.add(dispatcher.handle(stranger(peer, "/a")));
        }
        List<ApiResponse> answers = answered(asked);
        List<JsonNode> records = records();
        assertThat(sum(records)).isEqualTo(flood);
        assertThat(records)
                .hasSizeLessThan(RollUps.OWN_OF_ALL + 60 * (RollUps.KINDS + RollUps.NETWORKS + 1));
        assertThat(records)
                .extracting(record -> record.path("callerIpAddress").asText())
                .contains("anywhere");
        eachIsFoundByItsId(answers, records);
    }

    @Test
    void aMachineThatChangesItsAddressOfIpv6HasTheShareOfOne() throws IOException {
        Dispatcher dispatcher = dispatcher(audit);
        List<CompletionStage<ApiResponse>> asked = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            asked.add(
                    dispatcher.handle(
                            stranger("2001:db8:0:1:0:0:0:" + Integer.toHexString(i + 1), "/a")));
        }
        var _ = answered(asked);
        assertThat(records()).hasSizeLessThan(RollUps.OWN + 6 * FEW_BEATS);
        assertThat(sum(records())).isEqualTo(FLOOD);
        assertThat(records())
                .extracting(record -> record.path("callerIpAddress").asText())
                .contains("2001:0db8:0000:0001::/64");
    }

    @Test
    void theyAreToldApartByReasonAndBySubjectAsFarAsThereIsRoom() throws IOException {
        Dispatcher dispatcher = dispatcher(audit);
        List<CompletionStage<ApiResponse>> asked = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            asked.add(
                    i % 3 == 0
                            ? dispatcher.handle(stranger("203.0.113.7", "/a"))
                            : dispatcher.handle(signIn("203.0.113.7", "user" + i % 3)));
        }
        var _ = answered(asked);
        List<JsonNode> many = records().stream().filter(record -> count(record) > 1).toList();
        assertThat(sum(records())).isEqualTo(FLOOD);
        assertThat(many)
                .extracting(record ->
                        record.path("operationName").asText()
                                + record.at("/properties/user").asText())
                .contains("Authentication", "SignInuser1", "SignInuser2");
    }

    private static ApiRequest signIn(String peer, String user) {
        return request("POST", "login", "/token", peer, Map.of("user", user));
    }

    @Test
    void whoeverSignsInHasARecordAndTheRefusedTraceIsTheRecords() throws IOException {
        Dispatcher dispatcher = dispatcher(audit);
        List<CompletionStage<ApiResponse>> asked = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            asked.add(dispatcher.handle(signIn("203.0.113.7", "good")));
        }
        assertThat(answered(asked)).allMatch(answer -> answer.status() == 200);
        assertThat(records()).hasSize(300).allMatch(record -> count(record) == 1);
        asked.clear();
        for (int i = 0; i < 1_000; i++) {
            asked.add(dispatcher.handle(signIn("203.0.113.7", "bad")));
        }
        assertThat(answered(asked))
                .allSatisfy(answer ->
                        assertThat(new String(answer.body(), StandardCharsets.US_ASCII))
                                .contains(answer.headers().get("x-ms-request-id")));
        assertThat(sum(records())).isEqualTo(1_300);
        assertThat(records()).hasSizeLessThan(300 + RollUps.OWN + FEW_BEATS);
    }

    /// A page that is sent for with POST is answered with success, and yet nobody signed in.
    @Test
    void whoeverOnlyLooksAtThePageSharesARecord() throws IOException {
        Dispatcher dispatcher = dispatcher(audit);
        List<CompletionStage<ApiResponse>> asked = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            asked.add(dispatcher.handle(signIn("203.0.113.7", "looks")));
        }
        assertThat(answered(asked)).allMatch(answer -> answer.status() == 200);
        assertThat(sum(records())).isEqualTo(1_000);
        assertThat(records()).hasSizeLessThan(RollUps.OWN + FEW_BEATS);
    }

    @Test
    void whoeverHasATokenHasARecordForEachUnlessTooManyCome() throws IOException {
        Dispatcher dispatcher = dispatcher(audit);
        for (String path : List.of("/conflict", "/busy")) {
            List<CompletionStage<ApiResponse>> asked = new ArrayList<>();
            int before = audit.records().size();
            for (int i = 0; i < 1_000; i++) {
                asked.add(
                        dispatcher.handle(
                                request(
                                        "POST",
                                        "management",
                                        path,
                                        "203.0.113.7",
                                        Map.of("authorization", "Bearer somebody"))));
            }
            var _ = answered(asked);
            List<JsonNode> records = records().subList(before, audit.records().size());
            assertThat(sum(records)).isEqualTo(1_000);
            if (path.equals("/conflict")) {
                assertThat(records).hasSize(1_000);
            } else {
                assertThat(records)
                        .hasSizeLessThan(RollUps.OWN + FEW_BEATS)
                        .allSatisfy(record ->
                                assertThat(record.path("identity").toString())
                                        .contains("somebody"));
            }
        }
    }

    @Test
    void noStrangerDecidesHowLongARecordGets() throws IOException {
        Dispatcher dispatcher = dispatcher(audit);
        String longest = "/" + "\u00e9".repeat(8_000);
        var _ =
                answered(
                        List.of(
                                dispatcher.handle(
                                        request(
                                                "POST",
                                                "login",
                                                "/token",
                                                "203.0.113.7",
                                                Map.of(
                                                        "user",
                                                        "\u00e9".repeat(30_000),
                                                        "user-agent",
                                                        "\"".repeat(30_000)))),
                                dispatcher.handle(
                                        request(
                                                "GET",
                                                "management",
                                                longest,
                                                "203.0.113.7",
                                                Map.of("user-agent", "\u00e9".repeat(30_000)))),
                                dispatcher.refuse(
                                        request("GET", "nowhere", longest, "::1", Map.of()),
                                        431,
                                        "RequestHeaderFieldsTooLarge",
                                        "too many headers")));
        assertThat(audit.records())
                .hasSize(3)
                .allSatisfy(record -> assertThat(record.length).isLessThan(1_600));
    }

    /// A log whose disk takes its time.
    private static final class HeldLog implements AuditLog {
        final List<CompletableFuture<@Nullable Void>> held = new CopyOnWriteArrayList<>();
        final List<byte[]> records = new CopyOnWriteArrayList<>();

        long counted() throws IOException {
            long sum = 0;
            for (byte[] record : records) {
                sum += count(JSON.readTree(record));
            }
            return sum;
        }

        @Override
        public CompletionStage<@Nullable Void> append(byte[] record) {
            CompletableFuture<@Nullable Void> stage = new CompletableFuture<>();
            held.add(stage);
            records.add(record);
            return stage;
        }

        @Override
        public CompletionStage<@Nullable Void> append(long evidenceSequence, byte[] record) {
            return append(record);
        }

        @Override
        public void onCheckpoint(Consumer<SignedCheckpoint> listener) {}

        @Override
        public void onFailure(Consumer<String> listener) {}

        @Override
        public void close() {}
    }
}
