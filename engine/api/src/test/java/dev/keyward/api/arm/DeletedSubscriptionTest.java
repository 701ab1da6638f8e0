package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.api.Engine;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.Operator;
import dev.keyward.audit.AuditEntry;
import dev.keyward.audit.AuditReader;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A subscription is deleted with all that is in it.
class DeletedSubscriptionTest {
    private static final int VAULTS = 40;
    private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

    @TempDir Path folder;
    private Arm arm;
    private Operator operator;
    private UUID doomed;

    @BeforeEach
    void start() throws IOException {
        arm = new Arm(new Stack(folder.resolve("home")));
        operator = new Operator(arm.stack.engine);
        arm.register();
        doomed = operator.give();
        arm.call("POST", in("/providers/Microsoft.KeyVault/register"), null).expect(200);
        arm.put(in("/resourceGroups/rg"), "{\"location\":\"local\"}").expect(201);
    }

    @AfterEach
    void stop() {
        arm.close();
    }

    @Test
    void whatWasBegunIsFinishedAfterARestart() throws Exception {
        for (int i = 0; i < VAULTS; i++) {
            arm.put(vault("doomed" + i), arm.newVault()).expect(201);
        }
        arm.call("DELETE", vault("doomed0"), null).expect(200);
        arm.put(
                        in("/providers/Microsoft.Authorization/roleAssignments/")
                                + UUID.randomUUID(),
                        "{\"properties\":{\"roleDefinitionId\":\""
                                + in("/providers/Microsoft.Authorization/roleDefinitions/")
                                + READER
                                + "\",\"principalId\":\""
                                + arm.stack.engine.deployment().administrator().value()
                                + "\"}}")
                .expect(201);

        operator.delete(doomed);
        arm.call("GET", in(""), null).refused(404, "SubscriptionNotFound");
        await(() -> isFree("doomed1"));
        arm.close();
        long before = recorded("VaultPurge");
        assertThat(before).isBetween(1L, VAULTS - 1L);

        try (Engine again = reopened()) {
            Operator later = new Operator(again);
            await(() -> later.stateOf(doomed).isEmpty());
        }
        assertThat(recorded("VaultPurge")).isEqualTo(VAULTS);
        assertThat(recorded("VaultDelete")).isEqualTo(VAULTS);
        assertThat(recorded("Microsoft.Authorization/roleAssignments/delete")).isOne();
        assertThat(recorded("Microsoft.Resources/subscriptions/resourceGroups/delete")).isOne();
        assertThat(recorded("Microsoft.Subscriptions.Admin/subscriptions/delete")).isOne();
    }

    @Test
    void oneWithAVaultThatMayNotBePurgedIsKept() {
        String kept = arm.newVault().replace("\"sku\"", "\"enablePurgeProtection\":true,\"sku\"");
        arm.put(vault("protected1"), kept).expect(201);
        assertRefused("protected1");
        arm.call("DELETE", vault("protected1"), null).expect(200);
        assertRefused("protected1");
        assertThat(operator.stateOf(doomed)).contains(Subscription.State.ENABLED);
    }

    @Test
    void whatTheDeploymentNeedsIsKept() {
        assertThatThrownBy(() -> operator.delete(arm.stack.subscription))
                .isInstanceOf(VaultException.class);
        assertThatThrownBy(() -> operator.delete(arm.stack.engine.provider()))
                .isInstanceOf(VaultException.class);
    }

    @Test
    void whatCantBeRemovedLeavesItDeletedInPart() {
        String kept = arm.newVault().replace("\"sku\"", "\"enablePurgeProtection\":true,\"sku\"");
        arm.put(vault("protected1"), kept).expect(201);
        arm.put(vault("doomed1"), arm.newVault()).expect(201);
        // As if the vault had been made by a request that had begun before.
        operator.state(doomed, Subscription.State.DELETING);
        operator.round();
        await(() ->
                operator.stateOf(doomed).equals(Optional.of(Subscription.State.PARTIALLY_DELETED)));
        assertThat(isFree("doomed1")).isTrue();
        assertThat(isFree("protected1")).isFalse();
        assertRefused("protected1");

        // It can be deleted again once its time has come.
        arm.stack.clock.advance(Duration.ofDays(91));
        operator.state(doomed, Subscription.State.DELETING);
        operator.round();
        await(() -> operator.stateOf(doomed).isEmpty());
    }

    private void assertRefused(String vault) {
        assertThatThrownBy(() -> operator.delete(doomed))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        refused ->
                                assertThat(refused.error())
                                        .isEqualTo(
                                                new VaultError.InUse(
                                                        "subscription",
                                                        doomed.toString(),
                                                        "the vault '"
                                                                + vault
                                                                + "', which has purge"
                                                                + " protection")));
    }

    private Engine reopened() throws IOException {
        return Engine.open(
                new EngineConfig(
                        folder.resolve("home"),
                        "local",
                        "keyward.localhost",
                        8443,
                        null,
                        Set.of(),
                        EngineConfig.Profile.SERVER,
                        arm.stack.clock,
                        new SeededRandom(12)));
    }

    private boolean isFree(String name) {
        return arm.checkName(name).json().at("/nameAvailable").asBoolean();
    }

    /// How many records there are of something done in the subscription.
    private long recorded(String operation) throws IOException {
        String where = "/SUBSCRIPTIONS/" + doomed.toString().toUpperCase(Locale.ROOT);
        try (Stream<AuditEntry> all = AuditReader.at(folder.resolve("home/audit")).after(0)) {
            return all.map(entry -> new String(entry.record(), StandardCharsets.UTF_8))
                    .filter(text -> text.contains("\"operationName\":\"" + operation + "\""))
                    .filter(text -> text.contains(where))
                    .count();
        }
    }

    private static void await(BooleanSupplier so) {
        Instant late = Instant.now().plusSeconds(30);
        while (!so.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(late);
            Thread.onSpinWait();
        }
    }

    private String in(String rest) {
        return "/subscriptions/" + doomed + rest;
    }

    private String vault(String name) {
        return in("/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/" + name);
    }
}
