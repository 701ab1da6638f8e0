package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.Operator;
import dev.keyward.directory.offers.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is counted of a subscription whose plans limit it.
class QuotasTest {
    private static final String USAGES = "/providers/Microsoft.KeyVault/locations/local/usages";

    @TempDir Path folder;
    private Arm arm;
    private Operator operator;

    @BeforeEach
    void start() throws IOException {
        arm = new Arm(new Stack(folder.resolve("home")));
        operator = new Operator(arm.stack.engine);
        arm.ready();
    }

    @AfterEach
    void stop() {
        arm.close();
    }

    @Test
    void ofManyWhoMakeAVaultAtOnceAsManySucceedAsThePlanAllows() throws Exception {
        operator.limited("local", new Limits(5L, null, null));
        List<Callable<Stack.Answer>> creators = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            String path = arm.vault("VaultRG", "counted" + i);
            creators.add(() -> arm.put(path, arm.newVault()));
        }
        for (Stack.Answer refused : refused(creators, 201)) {
            refused.refused(409, "QuotaExceeded");
        }
        assertThat(arm.get(arm.in("/providers/Microsoft.KeyVault/vaults")).json().at("/value"))
                .hasSize(5);
    }

    /// Of 32 who begin at once, those who don't succeed; five do.
    private static List<Stack.Answer> refused(List<Callable<Stack.Answer>> creators, int success)
            throws Exception {
        List<Stack.Answer> refused = new ArrayList<>();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Stack.Answer> each : all.invokeAll(creators)) {
                if (each.get().status() != success) {
                    refused.add(each.get());
                }
            }
        }
        assertThat(refused).hasSize(27);
        return refused;
    }

    @Test
    void ofManyWhoMakeAnObjectAtOnceAsManySucceedAsThePlanAllows() throws Exception {
        String me = arm.stack.engine.deployment().administrator().value();
        for (String name : List.of("vault01", "vault02")) {
            arm.put(arm.vault("VaultRG", name), arm.newVault(arm.policy(me, "all"))).expect(201);
        }
        operator.limited("local", new Limits(null, 5L, null));
        String token = arm.stack.token(Stack.VAULT_RESOURCE);
        List<Callable<Stack.Answer>> creators = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            String vault = "vault0" + (1 + i % 2);
            String path = "/secrets/counted" + i;
            creators.add(() -> data("PUT", vault, path, token, "{\"value\":\"x\"}"));
        }
        for (Stack.Answer each : refused(creators, 200)) {
            each.refused(403, "Forbidden");
            assertThat(each.text("/error/innererror/code")).isEqualTo("QuotaExceeded");
            assertThat(each.text("/error/message")).contains("maxObjects", "allow 5 ", "local");
        }
        assertThat(usage("Objects").at("/currentValue").asLong()).isEqualTo(5);
        assertThat(usage("Objects").at("/limit").asLong()).isEqualTo(5);

        // Without the service there is no limit of it either: vaults go on.
        operator.noKeyVaults();
        data("PUT", "vault01", "/secrets/more", token, "{\"value\":\"x\"}").expect(200);
        assertThat(usage("Objects").at("/limit").asLong()).isEqualTo(-1);
        operator.limited("local", new Limits(null, 5L, null));
        data("DELETE", "vault01", "/secrets/more", token, null).expect(200);
        assertThat(usage("Objects").at("/currentValue").asLong()).isEqualTo(6);
    }

    private JsonNode usage(String name) {
        for (JsonNode each : arm.get(arm.in(USAGES)).json().at("/value")) {
            if (each.at("/name/value").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no usage of " + name);
    }

    @Test
    void aDeletedVaultCountsUntilItIsPurged() {
        operator.limited("local", new Limits(1L, null, null));
        arm.put(arm.vault("VaultRG", "vault01"), arm.newVault()).expect(201);
        arm.put(arm.vault("VaultRG", "vault01"), arm.newVault()).expect(200);
        arm.call("DELETE", arm.vault("VaultRG", "vault01"), null).expect(200);
        arm.put(arm.vault("VaultRG", "vault02"), arm.newVault()).refused(409, "QuotaExceeded");
        arm.put(arm.vault("VaultRG", "vault01"), arm.recovering()).expect(201);
        arm.call("DELETE", arm.vault("VaultRG", "vault01"), null).expect(200);
        arm.call("POST", arm.deletedVault("vault01") + "/purge", null).expect(200);
        arm.put(arm.vault("VaultRG", "vault02"), arm.newVault()).expect(201);
    }

    @Test
    void whatIsUsedIsShownBesideTheLimit() {
        arm.put(arm.vault("VaultRG", "vault01"), arm.newVault()).expect(201);
        Stack.Answer unlimited = arm.get(arm.in(USAGES));
        assertThat(unlimited.text("/value/0/name/value")).isEqualTo("Vaults");
        assertThat(unlimited.text("/value/0/unit")).isEqualTo("Count");
        assertThat(unlimited.text("/value/1/name/value")).isEqualTo("Objects");
        assertThat(unlimited.json().at("/value/1/limit").asLong()).isEqualTo(-1);
        assertThat(unlimited.json().at("/value/0/currentValue").asLong()).isOne();
        assertThat(unlimited.json().at("/value/0/limit").asLong()).isEqualTo(-1);

        operator.limited("local", new Limits(3L, null, null));
        assertThat(arm.get(arm.in(USAGES)).json().at("/value/0/limit").asLong()).isEqualTo(3);
        operator.noKeyVaults();
        assertThat(arm.get(arm.in(USAGES)).json().at("/value/0/limit").asLong()).isZero();
        assertThat(arm.get(arm.in(USAGES)).json().at("/value/0/currentValue").asLong()).isOne();

        arm.call("GET", arm.in(USAGES.replace("local", "nowhere")), null)
                .refused(400, "LocationNotAvailableForResourceType");
        arm.token = arm.strangersToken();
        arm.call("GET", arm.in(USAGES), null).refused(403, "AuthorizationFailed");
    }

    @Test
    void allVaultsOfASubscriptionShareItsRequestsPerSecond() {
        String me = arm.stack.engine.deployment().administrator().value();
        for (String name : List.of("vault01", "vault02")) {
            arm.put(arm.vault("VaultRG", name), arm.newVault(arm.policy(me, "list"))).expect(201);
        }
        String token = arm.stack.token(Stack.VAULT_RESOURCE);
        operator.limited("local", new Limits(null, null, 4L));
        for (int i = 0; i < 4; i++) {
            list("vault0" + (1 + i % 2), token).expect(200);
        }
        list("vault01", token).refused(429, "Throttled");
        list("vault02", token).refused(429, "Throttled");
        arm.stack.clock.advance(Duration.ofMillis(250));
        list("vault02", token).expect(200);
        list("vault01", token).refused(429, "Throttled");
        operator.unlimited("local");
        list("vault01", token).expect(200);
    }

    private Stack.Answer list(String vault, String token) {
        return data("GET", vault, "/secrets", token, null);
    }

    private Stack.Answer data(
            String method, String vault, String path, String token, @Nullable String body) {
        return arm.stack.call(
                method,
                vault + ".vault.local.keyward.localhost:8443",
                path + "?api-version=7.4",
                token,
                body);
    }
}
