package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.Operator;
import dev.keyward.directory.tenancy.Subscription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is left of a subscription that isn't enabled, on both planes (tenancy.md, section 8, rule
/// 7).
class DisabledSubscriptionTest {
    private static final String VAULT = "vault01.vault.local.keyward.localhost:8443";
    private static final String SIGN = "/keys/k//sign?api-version=7.4";
    private static final String DIGEST =
            "{\"alg\":\"ES256\",\"value\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}";
    private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

    @TempDir Path folder;
    private Arm arm;
    private Operator operator;
    private String token;

    @BeforeEach
    void start() throws IOException {
        arm = new Arm(new Stack(folder.resolve("home")));
        operator = new Operator(arm.stack.engine);
        arm.ready();
        String policy =
                arm.policy(arm.stack.engine.deployment().administrator().value(), "get")
                        .replace("\"secrets\":[\"get\"]", "\"keys\":[\"create\",\"sign\",\"get\"]");
        arm.put(path(), arm.newVault(policy)).expect(201);
        token = arm.stack.token(Stack.VAULT_RESOURCE);
        data("POST", "/keys/k/create?api-version=7.4", "{\"kty\":\"EC\",\"crv\":\"P-256\"}")
                .expect(200);
    }

    @AfterEach
    void stop() {
        arm.close();
    }

    @Test
    void aDisabledOneIsReadOnlyAndItsVaultsAreShut() {
        disable(Subscription.State.DISABLED);
        String assignment =
                "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID();
        String role =
                "{\"properties\":{\"roleDefinitionId\":\""
                        + arm.in("/providers/Microsoft.Authorization/roleDefinitions/" + READER)
                        + "\",\"principalId\":\""
                        + arm.stack.engine.deployment().administrator().value()
                        + "\"}}";
        String group = arm.in("/resourceGroups/VaultRG");
        String events = path() + "/providers/Microsoft.EventGrid/eventSubscriptions/e";
        String[][] changes = {
            {"POST", arm.in("/providers/Microsoft.KeyVault/register"), null},
            {"POST", arm.in("/providers/Microsoft.KeyVault/unregister"), null},
            {"PUT", arm.in("/resourceGroups/other"), "{\"location\":\"local\"}"},
            {"PUT", group, "{\"location\":\"local\",\"tags\":{\"a\":\"b\"}}"},
            {"PATCH", group, "{\"tags\":{\"a\":\"b\"}}"},
            {"DELETE", group, null},
            {"PUT", path(), arm.newVault()},
            {"PATCH", path(), "{\"tags\":{\"a\":\"b\"}}"},
            {"PUT", arm.vault("VaultRG", "vault02"), arm.newVault()},
            {"PUT", path(), arm.recovering()},
            {"DELETE", path(), null},
            {"PUT", path() + "/accessPolicies/add", Arm.policies(arm.policy(Arm.ALICE, "get"))},
            {"PUT", path() + "/accessPolicies/replace", Arm.policies(arm.policy(Arm.ALICE, "get"))},
            {"PUT", path() + "/accessPolicies/remove", Arm.policies(arm.policy(Arm.ALICE, "get"))},
            {"POST", arm.deletedVault("vault01") + "/purge", null},
            {"PUT", arm.in(assignment), role},
            {"PUT", path() + assignment, role},
            {"DELETE", arm.in(assignment), null},
            {"PUT", events, "{\"properties\":{}}"},
            {"DELETE", events, null}
        };
        for (String[] change : changes) {
            assertThat(arm.call(change[0], change[1], change[2]))
                    .as(change[0] + " " + change[1])
                    .satisfies(answer -> answer.refused(409, "ReadOnlyDisabledSubscription"));
        }
        assertThat(arm.get(arm.in("")).text("/state")).isEqualTo("Disabled");
        arm.get(path());
        arm.get(group);
        arm.get(arm.in("/providers/Microsoft.Authorization/roleAssignments"));

        Stack.Answer refused = data("POST", SIGN, DIGEST);
        refused.refused(403, "Forbidden");
        assertThat(refused.text("/error/innererror/code")).isEqualTo("SubscriptionDisabled");
        data("GET", "/keys/k?api-version=7.4", null).refused(403, "Forbidden");
        data("GET", "/keys?api-version=7.4", null).refused(403, "Forbidden");
        // Nobody without a token is told.
        arm.stack.call("GET", VAULT, "/keys/k?api-version=7.4", null, null).expect(401);

        operator.state(arm.stack.subscription, Subscription.State.ENABLED);
        data("POST", SIGN, DIGEST).expect(200);
        arm.call("PATCH", path(), "{\"tags\":{\"a\":\"b\"}}").expect(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"DELETING", "PARTIALLY_DELETED"})
    void oneThatIsBeingDeletedIsntThereForItsTenant(Subscription.State state) {
        disable(state);
        String nowhere = UUID.randomUUID().toString();
        for (String rest : List.of("", "/resourceGroups", "/providers/Microsoft.KeyVault/vaults")) {
            Stack.Answer gone = arm.call("GET", arm.in(rest), null);
            gone.refused(404, "SubscriptionNotFound");
            String ghost =
                    arm.call("GET", "/subscriptions/" + nowhere + rest, null).json().toString();
            assertThat(gone.json().toString().replace(arm.stack.subscription.toString(), nowhere))
                    .as("as of one that never was")
                    .isEqualTo(ghost);
        }
        arm.call("DELETE", path(), null).refused(404, "SubscriptionNotFound");
        assertThat(arm.get("/subscriptions").json().at("/value")).isEmpty();
        data("POST", SIGN, DIGEST).refused(403, "Forbidden");
    }

    @Test
    void nothingThatBeganAfterTheAnswerSucceeds() throws Exception {
        AtomicLong answered = new AtomicLong(Long.MAX_VALUE);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger before = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch busy = new CountDownLatch(8 * 5);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(
                        clients.submit(() -> {
                            while (!over.get()) {
                                long began = System.nanoTime();
                                int status = data("POST", SIGN, DIGEST).status();
                                if (began - answered.get() > 0) {
                                    assertThat(status).isEqualTo(403);
                                    refused.incrementAndGet();
                                } else if (status == 200) {
                                    before.incrementAndGet();
                                }
                                busy.countDown();
                            }
                        }));
            }
            busy.await();
            operator.state(arm.stack.subscription, Subscription.State.DISABLED);
            answered.set(System.nanoTime());
            while (refused.get() < 80 && all.stream().noneMatch(Future::isDone)) {
                Thread.sleep(5);
            }
            over.set(true);
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(before.get()).isGreaterThanOrEqualTo(8);
        assertThat(refused.get()).isGreaterThanOrEqualTo(80);
    }

    private void disable(Subscription.State state) {
        operator.state(arm.stack.subscription, state);
    }

    private String path() {
        return arm.vault("VaultRG", "vault01");
    }

    private Stack.Answer data(String method, String target, @Nullable String body) {
        return arm.stack.call(method, VAULT, target, token, body);
    }
}
