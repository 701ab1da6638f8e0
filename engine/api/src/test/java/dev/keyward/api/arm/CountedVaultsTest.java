package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is counted of a subscription whose plans limit it.
class CountedVaultsTest {
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
        int made = 0;
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Stack.Answer> each : all.invokeAll(creators)) {
                Stack.Answer answer = each.get();
                if (answer.status() == 201) {
                    made++;
                } else {
                    answer.refused(409, "QuotaExceeded");
                }
            }
        }
        assertThat(made).isEqualTo(5);
        assertThat(arm.get(arm.in("/providers/Microsoft.KeyVault/vaults")).json().at("/value"))
                .hasSize(5);
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
        return arm.stack.call(
                "GET",
                vault + ".vault.local.keyward.localhost:8443",
                "/secrets?api-version=7.4",
                token,
                null);
    }
}
