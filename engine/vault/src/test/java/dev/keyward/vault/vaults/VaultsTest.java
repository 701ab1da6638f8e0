package dev.keyward.vault.vaults;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.World.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.AccessPolicy;
import dev.keyward.model.Permission;
import dev.keyward.model.PermissionList;
import dev.keyward.model.Permissions;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultName;
import dev.keyward.vault.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultsTest {
    private static final RecoveryLevel WEEK = new RecoveryLevel(7, false);
    private static final VaultName NAME = new VaultName("Vault01");

    @TempDir Path directory = Path.of("");
    private World world;

    @BeforeEach
    void open() throws Exception {
        world = new World(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Vaults vaults() {
        return world.vaults;
    }

    @Test
    @Tag("seed:S-7")
    void findsAVaultByNameInAnyCase() {
        Vault vault = world.vault("Vault01");
        assertThat(vaults().find(new VaultName("vAULT01"))).contains(vault);
        assertThat(vaults().find(vault.id())).contains(vault);
        assertThat(vaults().find(new VaultName("vault02"))).isEmpty();
    }

    @Test
    void listsBySubscriptionAndGroupInOrderOfName() {
        world.vault("bravo");
        world.vault("Alpha");
        assertThat(vaults().list(World.SUBSCRIPTION))
                .extracting(vault -> vault.name().value())
                .containsExactly("Alpha", "bravo");
        assertThat(vaults().list(World.SUBSCRIPTION, "GROUP01")).hasSize(2);
        assertThat(vaults().list(World.SUBSCRIPTION, "other")).isEmpty();
        assertThat(vaults().list(UUID.randomUUID())).isEmpty();
    }

    @Test
    void keepsEverythingOverARestart() {
        Vault plain = world.newVault("Vault01", WEEK);
        Vault full =
                plain.withSettings(
                        new VaultSettings(
                                Sku.PREMIUM,
                                Map.of("owner", "ops"),
                                new EnabledFor(true, false, true),
                                new RecoveryLevel(30, true),
                                true,
                                false,
                                new NetworkRules(
                                        "None", "Deny", List.of("10.0.0.0/8"), List.of("/a/b")),
                                List.of(
                                        new AccessPolicy(
                                                World.TENANT,
                                                new PrincipalId("S-1-5-21-7"),
                                                UUID.fromString(
                                                        "33333333-3333-4333-8333-333333333333"),
                                                new Permissions(
                                                        new PermissionList<>(
                                                                true,
                                                                EnumSet.of(Permission.Key.PURGE)),
                                                        new PermissionList<>(
                                                                false,
                                                                EnumSet.of(Permission.Secret.GET)),
                                                        PermissionList.none(),
                                                        PermissionList.none())))));
        done(vaults().create(full, World::audited));
        world.reopen();
        assertThat(vaults().find(NAME)).contains(full);
    }

    @Test
    void refusesANameThatIsTaken() {
        world.vault("Vault01");
        assertThat(refusal(() -> world.vault("VAULT01")))
                .isEqualTo(new VaultError.VaultAlreadyExists(new VaultName("VAULT01")));
    }

    @Test
    void tellsOfADeletedNamesakeOnlyInItsOwnSubscription() {
        world.vault("Vault01", WEEK);
        done(vaults().delete(NAME, World::audited));
        assertThat(vaults().isAvailable(NAME)).isFalse();
        assertThat(refusal(() -> world.vault("Vault01")))
                .isEqualTo(new VaultError.VaultIsDeleted(NAME));
        Vault elsewhere = world.newVault("Vault01", WEEK);
        Vault foreign =
                new Vault(
                        elsewhere.id(),
                        elsewhere.name(),
                        elsewhere.tenantId(),
                        new Placement(UUID.randomUUID(), "g", "local"),
                        elsewhere.settings(),
                        elsewhere.trail());
        assertThat(refusal(() -> done(vaults().create(foreign, World::audited))))
                .isEqualTo(new VaultError.VaultAlreadyExists(NAME));
    }

    @Test
    @Tag("seed:I-30")
    void aDeletedVaultComesBackWithItsContents() {
        Vault vault = world.vault("Vault01", WEEK);
        world.set(vault, "db", "p");
        DeletedVault deleted = done(vaults().delete(NAME, World::audited)).orElseThrow();
        assertThat(deleted.deleted()).isEqualTo(World.START);
        assertThat(deleted.scheduledPurge()).isEqualTo(World.START.plus(Duration.ofDays(7)));
        assertThat(vaults().find(NAME)).isEmpty();
        assertThat(vaults().listDeleted(World.SUBSCRIPTION)).containsExactly(deleted);
        world.reopen();
        assertThat(vaults().findDeleted(NAME)).contains(deleted);
        assertThat(done(vaults().recover(NAME, World::audited))).isEqualTo(vault);
        assertThat(world.value(vault, "db", null)).isEqualTo("p");
    }

    @Test
    @Tag("security:S-01")
    void purgingErasesTheKeyOfTheVault() {
        Vault vault = world.vault("Vault01", WEEK);
        world.set(vault, "db", "p");
        done(vaults().delete(NAME, World::audited));
        done(vaults().purge(NAME, World::audited));
        assertThat(vaults().isAvailable(NAME)).isTrue();
        assertThat(world.store.scan(vault.id().toString(), null, 10)).isEmpty();
        assertThat(refusal(() -> world.value(vault, "db", null)))
                .isInstanceOf(VaultError.IntegrityFailure.class);
        Vault next = world.vault("Vault01", WEEK);
        assertThat(next.id()).isNotEqualTo(vault.id());
        assertThat(refusal(() -> world.value(next, "db", null)))
                .isInstanceOf(VaultError.ObjectNotFound.class);
    }

    @Test
    void aProtectedVaultIsPurgedByTheTimerAlone() {
        world.vault("Vault01", new RecoveryLevel(7, true));
        done(vaults().delete(NAME, World::audited));
        assertThat(refusal(() -> done(vaults().purge(NAME, World::audited))))
                .isEqualTo(new VaultError.PurgeProtected());
        world.clock.advance(Duration.ofDays(7));
        assertThat(world.upkeep(new ArrayList<>()).round().attended()).isEqualTo(1);
        assertThat(vaults().isAvailable(NAME)).isTrue();
    }

    @Test
    void aVaultWithoutSoftDeleteIsGoneAtOnce() {
        world.vault("Vault01", new RecoveryLevel(0, false));
        assertThat(done(vaults().delete(NAME, World::audited))).isEmpty();
        assertThat(vaults().isAvailable(NAME)).isTrue();
    }

    @Test
    void whatIsOnStaysOnAndTheRetentionStaysAsItWas() {
        Vault vault = world.vault("Vault01", new RecoveryLevel(30, true));
        for (RecoveryLevel wrong :
                List.of(
                        new RecoveryLevel(0, true),
                        new RecoveryLevel(31, true),
                        new RecoveryLevel(30, false))) {
            Vault next = vault.withSettings(World.settings(wrong));
            assertThat(refusal(() -> done(vaults().update(next, World::audited))))
                    .isInstanceOf(VaultError.BadParameter.class);
        }
    }

    @Test
    @Tag("seed:I-14")
    @Tag("seed:I-15")
    @Tag("security:S-08")
    void anUpdateCountsAtOnce() {
        Vault vault = world.vault("Vault01");
        var policy =
                new AccessPolicy(World.TENANT, new PrincipalId("someone"), null, Permissions.NONE);
        Vault next = vault.withSettings(vault.settings().withAccessPolicies(List.of(policy)));
        done(vaults().update(next, World::audited));
        assertThat(vaults().find(NAME).orElseThrow().settings().accessPolicies())
                .containsExactly(policy);
        world.reopen();
        assertThat(vaults().find(NAME)).contains(next);
    }

    @Test
    @Tag("security:S-02")
    void aVaultKeepsTheTenantToWhichItsRecordsAreBound() {
        Vault vault = world.vault("Vault01");
        Vault moved =
                new Vault(
                        vault.id(),
                        vault.name(),
                        new TenantId(UUID.randomUUID()),
                        vault.placement(),
                        vault.settings(),
                        vault.trail());
        assertThat(refusal(() -> done(vaults().update(moved, World::audited))))
                .isInstanceOf(VaultError.BadParameter.class);
    }

    @Test
    void refusesAPolicyOfAnotherTenantAndTwoOfOneIdentity() {
        Vault vault = world.vault("Vault01");
        var policy =
                new AccessPolicy(World.TENANT, new PrincipalId("someone"), null, Permissions.NONE);
        var foreign =
                new AccessPolicy(
                        new TenantId(UUID.randomUUID()),
                        new PrincipalId("someone"),
                        null,
                        Permissions.NONE);
        assertThat(refusal(() -> vault.settings().withAccessPolicies(List.of(policy, policy))))
                .isInstanceOf(VaultError.BadParameter.class);
        assertThat(
                        refusal(() ->
                                vault.withSettings(
                                        vault.settings().withAccessPolicies(List.of(foreign)))))
                .isInstanceOf(VaultError.BadParameter.class);
    }

    @Test
    @Tag("reliability:R-04")
    void nothingIsDoneWhenTheEvidenceCannotBeMade() {
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(() ->
                                done(
                                        vaults().create(
                                                        world.newVault("Vault01", WEEK),
                                                        () -> {
                                                            throw new IllegalStateException(
                                                                    "no record");
                                                        }))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(vaults().isAvailable(NAME)).isTrue();
        world.reopen();
        assertThat(vaults().isAvailable(NAME)).isTrue();
    }

    @Test
    void anUnknownVaultIsToldFromADeletedOne() {
        VaultName nobody = new VaultName("nobody");
        assertThat(refusal(() -> done(vaults().delete(nobody, World::audited))))
                .isInstanceOf(VaultError.ResourceNotFound.class);
        assertThat(refusal(() -> done(vaults().recover(nobody, World::audited))))
                .isEqualTo(new VaultError.SoftDeletedVaultDoesNotExist("nobody"));
        assertThat(refusal(() -> done(vaults().purge(nobody, World::audited))))
                .isEqualTo(new VaultError.DeletedVaultNotFound("nobody"));
    }
}
