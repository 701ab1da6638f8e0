package dev.keyward.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Category;
import dev.keyward.api.exchange.Plane;
import dev.keyward.api.operation.Access;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Handler;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Plan;
import dev.keyward.api.operation.Planner;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the dispatcher promises for every operation, shown with operations made for it.
final class DispatcherTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));
    private static final String CANARY = "canary-7f3a";

    private final InMemoryAuditLog audit = AuditLog.inMemory();
    private final List<Throwable> told = new CopyOnWriteArrayList<>();
    private final Workers workers = new Workers(1, (_, _) -> {});
    private final AtomicBoolean halted = new AtomicBoolean();

    @AfterEach
    void close() {
        workers.close();
    }

    private Dispatcher dispatcher(AuditLog log, Operation... operations) {
        List<Route> routes =
                List.of(operations).stream()
                        .map(operation -> Route.post("/" + operation.name(), operation))
                        .toList();
        Routes none = new Routes(List.of());
        return new Dispatcher(
                new Targets(
                        new Hosts(Regions.of("local"), "keyward.test", 443, null, Set.of()),
                        Map.of(
                                Plane.VAULT, none,
                                Plane.MANAGEMENT, new Routes(routes),
                                Plane.LOGIN, none,
                                Plane.GRAPH, none),
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
                halted::get,
                (_, thrown) -> told.add(thrown));
    }

    private static Operation named(String name, Cost cost, Handler handler) {
        return Operation.signedIn(name, Category.ADMINISTRATIVE, cost, handler);
    }

    private static Operation planned(String name, Planner planner) {
        return new Operation(name, Category.ADMINISTRATIVE, new Access.SignedIn(null), planner);
    }

    private static ApiRequest post(String name) {
        return new ApiRequest(
                "POST",
                "management.local.keyward.test",
                "/" + name,
                "api-version=2026-01-01&secret=" + CANARY,
                Map.of(
                        "authorization", List.of("Bearer somebody"),
                        "user-agent", List.of("test\u001b[31m\u202e\"")),
                CANARY.getBytes(StandardCharsets.UTF_8),
                "10.1.2.3",
                "TLS1_3");
    }

    private static String text(ApiResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private String record(int index) {
        return new String(audit.records().get(index), StandardCharsets.US_ASCII);
    }

    @Test
    @Tag("security:S-14")
    void anErrorIsHandedToWhoeverEndsTheEngine() {
        for (Cost cost : new Cost[] {Cost.MEMORY, Cost.CPU, Cost.STORE}) {
            told.clear();
            Dispatcher dispatcher =
                    dispatcher(
                            audit,
                            named(
                                    "break",
                                    cost,
                                    _ -> {
                                        throw new OutOfMemoryError(CANARY);
                                    }));
            ApiResponse response = dispatcher.handle(post("break")).toCompletableFuture().join();
            assertThat(response.status()).isEqualTo(500);
            assertThat(told).singleElement().isInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    @Tag("security:S-14")
    void aFaultOfOursTellsTheRequestIdAndNothingElse() {
        Dispatcher dispatcher =
                dispatcher(
                        audit,
                        named(
                                "break",
                                Cost.MEMORY,
                                _ -> {
                                    throw new IllegalStateException(CANARY);
                                }));
        ApiResponse response = dispatcher.handle(post("break")).toCompletableFuture().join();
        assertThat(response.status()).isEqualTo(500);
        assertThat(text(response))
                .contains(response.headers().get("x-ms-request-id"))
                .doesNotContain(CANARY)
                .doesNotContain("IllegalState");
        assertThat(record(0)).contains("\"httpStatusCode\":500").doesNotContain(CANARY);
    }

    @Test
    @Tag("reliability:R-02")
    void noAnswerLeavesBeforeItsRecordIsDurable() {
        HeldLog log = new HeldLog();
        Dispatcher dispatcher =
                dispatcher(log, named("read", Cost.MEMORY, _ -> ApiResponse.empty(200)));
        CompletableFuture<ApiResponse> answer =
                dispatcher.handle(post("read")).toCompletableFuture();
        CompletableFuture<ApiResponse> denial =
                dispatcher.handle(post("nowhere")).toCompletableFuture();
        assertThat(answer).isNotDone();
        assertThat(denial).isNotDone();
        log.held.forEach(record -> record.complete(null));
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(denial.join().status()).isEqualTo(404);
    }

    @Test
    @Tag("reliability:R-02")
    @Tag("security:S-13")
    void whatCannotBeRecordedIsNotAnswered() {
        audit.close();
        byte[] body = ("{\"value\":\"" + CANARY + "\"}").getBytes(StandardCharsets.UTF_8);
        Dispatcher dispatcher =
                dispatcher(audit, named("read", Cost.MEMORY, _ -> ApiResponse.json(200, body)));
        ApiResponse response = dispatcher.handle(post("read")).toCompletableFuture().join();
        assertThat(response.status()).isEqualTo(503);
        assertThat(text(response)).doesNotContain(CANARY);
        assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain(CANARY);
    }

    /// However far a request had come: its change may be kept, its record too.
    @Test
    @Tag("reliability:R-01")
    void nothingIsAnsweredAsDoneOnceADiskFailed() {
        byte[] body = ("{\"value\":\"" + CANARY + "\"}").getBytes(StandardCharsets.UTF_8);
        Dispatcher dispatcher =
                dispatcher(
                        audit,
                        named(
                                "change",
                                Cost.STORE,
                                exchange -> {
                                    assertThat(exchange.evidence(201).get()).isNotEmpty();
                                    halted.set(true);
                                    return ApiResponse.json(201, body);
                                }),
                        named("read", Cost.MEMORY, _ -> ApiResponse.empty(200)));

        ApiResponse change = dispatcher.handle(post("change")).toCompletableFuture().join();

        assertThat(change.status()).isEqualTo(503);
        assertThat(text(change)).doesNotContain(CANARY);
        assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain(CANARY);
        assertThat(dispatcher.handle(post("read")).toCompletableFuture().join().status())
                .isEqualTo(503);
    }

    @Test
    @Tag("reliability:R-04")
    void aChangeThatBroughtItsRecordIsNotRecordedTwice() {
        Dispatcher dispatcher =
                dispatcher(
                        audit,
                        named(
                                "change",
                                Cost.STORE,
                                exchange -> {
                                    byte[] evidence = exchange.evidence(201).get();
                                    assertThat(evidence).asString().contains("\"change\"");
                                    return ApiResponse.empty(201);
                                }),
                        named(
                                "undone",
                                Cost.STORE,
                                exchange -> {
                                    byte[] undone = exchange.evidence(201).get();
                                    assertThat(undone).isNotEmpty();
                                    throw new VaultException(new VaultError.Conflict("object"));
                                }));
        assertThat(dispatcher.handle(post("change")).toCompletableFuture().join().status())
                .isEqualTo(201);
        assertThat(audit.records()).isEmpty();
        assertThat(dispatcher.handle(post("undone")).toCompletableFuture().join().status())
                .isEqualTo(409);
        assertThat(record(0)).contains("\"httpStatusCode\":409").contains("\"succeeded\":false");
    }

    @Test
    void aPlanIsMadeOnceOnTheCallersThreadAndItsWorkRunWhereItSays() {
        List<String> threads = new CopyOnWriteArrayList<>();
        Planner planner =
                _ -> {
                    threads.add(Thread.currentThread().getName());
                    return Plan.of(
                            Cost.CPU,
                            () -> {
                                threads.add(Thread.currentThread().getName());
                                return ApiResponse.empty(200);
                            });
                };
        Dispatcher dispatcher = dispatcher(audit, planned("plan", planner));
        assertThat(dispatcher.handle(post("plan")).toCompletableFuture().join().status())
                .isEqualTo(200);
        assertThat(threads).containsExactly(Thread.currentThread().getName(), "cpu-0");
    }

    @Test
    void whatIsRefusedOrBreaksWhileItIsPlannedIsAnsweredAndRecorded() {
        Dispatcher dispatcher =
                dispatcher(
                        audit,
                        planned(
                                "refuse",
                                _ -> {
                                    throw new VaultException(new VaultError.Conflict("object"));
                                }),
                        planned(
                                "break",
                                _ -> {
                                    throw new IllegalStateException(CANARY);
                                }));
        assertThat(dispatcher.handle(post("refuse")).toCompletableFuture().join().status())
                .isEqualTo(409);
        assertThat(record(0)).contains("\"httpStatusCode\":409");
        ApiResponse response = dispatcher.handle(post("break")).toCompletableFuture().join();
        assertThat(response.status()).isEqualTo(500);
        assertThat(text(response)).doesNotContain(CANARY);
        assertThat(record(1)).contains("\"httpStatusCode\":500");
    }

    @Test
    @Tag("security:S-09")
    void theRecordHoldsWhoAndWhatAndNoInput() {
        Dispatcher dispatcher =
                dispatcher(audit, named("read", Cost.MEMORY, _ -> ApiResponse.empty(200)));
        dispatcher.handle(post("read")).toCompletableFuture().join();
        assertThat(record(0))
                .startsWith("{\"time\":\"2026-02-11T08:14:03.0000000Z\",\"category\":")
                .contains("\"operationName\":\"read\"")
                .contains("\"operationVersion\":\"2026-01-01\"")
                .contains("\"callerIpAddress\":\"10.1.2.3\"")
                .contains("claims/objectidentifier\":\"somebody\"")
                .contains("read?api-version=2026-01-01\"")
                .contains("\"clientInfo\":\"test?[31m?\\\"\"")
                .doesNotContain(CANARY)
                .doesNotContain("Bearer");
    }

    @Test
    @Tag("reliability:R-09")
    void overloadIsToldAtOnce() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Dispatcher dispatcher =
                dispatcher(
                        audit,
                        named(
                                "generate",
                                Cost.GENERATION,
                                _ -> {
                                    started.countDown();
                                    try {
                                        goOn.await();
                                    } catch (InterruptedException stop) {
                                        Thread.currentThread().interrupt();
                                    }
                                    return ApiResponse.empty(200);
                                }));
        CompletionStage<ApiResponse> first = dispatcher.handle(post("generate"));
        started.await();
        List<CompletableFuture<ApiResponse>> more = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            more.add(dispatcher.handle(post("generate")).toCompletableFuture());
        }
        CompletableFuture<ApiResponse> refused =
                more.stream().filter(CompletableFuture::isDone).findFirst().orElseThrow();
        assertThat(refused.join().status()).isEqualTo(429);
        assertThat(refused.join().headers()).containsEntry("Retry-After", "1");
        goOn.countDown();
        assertThat(first.toCompletableFuture().join().status()).isEqualTo(200);
    }

    @Test
    @Tag("security:S-07")
    @Tag("security:S-13")
    void whatNobodyWaitsForIsNotBegunAndThatIsOnTheRecord() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        Dispatcher dispatcher =
                dispatcher(
                        audit,
                        named(
                                "generate",
                                Cost.GENERATION,
                                exchange -> {
                                    begun.incrementAndGet();
                                    started.countDown();
                                    try {
                                        goOn.await();
                                    } catch (InterruptedException stop) {
                                        Thread.currentThread().interrupt();
                                    }
                                    exchange.pause();
                                    return ApiResponse.empty(200);
                                }));
        CompletableFuture<ApiResponse> first =
                dispatcher.handle(post("generate")).toCompletableFuture();
        started.await();
        for (int i = 0; i < 200; i++) {
            CompletableFuture<ApiResponse> left =
                    dispatcher.handle(post("generate")).toCompletableFuture();
            assertThat(left).isNotDone();
            left.cancel(false);
        }
        assertThat(audit.records()).hasSize(200);
        assertThat(record(199)).contains("\"httpStatusCode\":499");
        // What is under way ends at its next pause.
        first.cancel(false);
        CompletableFuture<ApiResponse> last =
                dispatcher.handle(post("generate")).toCompletableFuture();
        goOn.countDown();
        assertThat(last.join().status()).isEqualTo(200);
        assertThat(record(200)).contains("\"httpStatusCode\":499");
        assertThat(begun).hasValue(2);
    }

    /// A log whose disk takes its time.
    private static final class HeldLog implements AuditLog {
        final List<CompletableFuture<@Nullable Void>> held = new CopyOnWriteArrayList<>();

        @Override
        public CompletionStage<@Nullable Void> append(byte[] record) {
            CompletableFuture<@Nullable Void> stage = new CompletableFuture<>();
            held.add(stage);
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
