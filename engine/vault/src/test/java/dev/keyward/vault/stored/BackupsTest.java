package dev.keyward.vault.stored;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.World.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.vault.World;
import dev.keyward.vault.secrets.Secret;
import dev.keyward.vault.secrets.VaultSecrets;
import dev.keyward.vault.vaults.Placement;
import dev.keyward.vault.vaults.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backup and restore, shown with secrets; keys take the same way.
class BackupsTest {
    private static final ObjectName DB = new ObjectName("db");

    @TempDir Path directory = Path.of("");
    private World world;
    private Vault vault;

    @BeforeEach
    void open() throws Exception {
        world = new World(directory);
        vault = world.vault("vault01", new RecoveryLevel(7, false));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private VaultSecrets secrets() {
        return world.secrets;
    }

    @Test
    void aBackupRestoresAllVersionsIntoAnotherVaultOfTheTenant() {
        Secret first = world.set(vault, "Db", "one");
        Secret second = world.set(vault, "db", "two");
        world.enable(vault, "db", first.version().value(), false);
        byte[] blob = secrets().lifeCycle().backup(vault, DB);
        Vault other = world.vault("vault02");
        Secret restored = done(secrets().lifeCycle().restore(other, blob, _ -> World.audited()));
        assertThat(restored).isEqualTo(secrets().get(vault, DB, null));
        assertThat(secrets().lifeCycle().versions(other, DB, "", 25).items())
                .isEqualTo(secrets().lifeCycle().versions(vault, DB, "", 25).items())
                .hasSize(2);
        assertThat(second.name().value()).isEqualTo("Db");
    }

    @Test
    void aRestoreNeedsAFreeName() {
        world.set(vault, "db", "one");
        byte[] blob = secrets().lifeCycle().backup(vault, DB);
        assertThat(
                        refusal(() ->
                                done(
                                        secrets()
                                                .lifeCycle()
                                                .restore(vault, blob, _ -> World.audited()))))
                .isEqualTo(new VaultError.RestoreConflict(ObjectKind.SECRET, "db"));
        world.delete(vault, "db");
        assertThat(
                        refusal(() ->
                                done(
                                        secrets()
                                                .lifeCycle()
                                                .restore(vault, blob, _ -> World.audited()))))
                .isEqualTo(new VaultError.DeletedButRecoverable(ObjectKind.SECRET, DB));
    }

    @Test
    @Tag("security:S-02")
    void whatIsNoBackupOfThisTenantIsMalformed() {
        world.set(vault, "db", "one");
        byte[] blob = secrets().lifeCycle().backup(vault, DB);
        world.delete(vault, "db");
        done(secrets().lifeCycle().purge(vault, DB, _ -> World.audited()));
        for (int at = 0; at < blob.length; at += 7) {
            byte[] bad = blob.clone();
            bad[at] ^= 1;
            assertThat(malformed(vault, bad)).isTrue();
        }
        assertThat(malformed(vault, new byte[0])).isTrue();
        assertThat(malformed(vault, "junk".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(malformed(vault, java.util.Arrays.copyOf(blob, blob.length - 1))).isTrue();
        Vault plain = world.newVault("vault02", new RecoveryLevel(90, false));
        Vault foreign =
                done(
                        world.vaults.create(
                                new Vault(
                                        plain.id(),
                                        plain.name(),
                                        new TenantId(UUID.randomUUID()),
                                        plain.placement(),
                                        plain.settings(),
                                        plain.trail()),
                                World::audited));
        assertThat(malformed(foreign, blob)).isTrue();
        assertThat(
                        refusal(() ->
                                done(
                                        world.keys
                                                .lifeCycle()
                                                .restore(vault, blob, _ -> World.audited()))))
                .isEqualTo(new VaultError.MalformedBackup());
        done(secrets().lifeCycle().restore(vault, blob, _ -> World.audited()));
    }

    @Test
    void aBackupStaysInItsSubscriptionAndLocation() {
        world.set(vault, "db", "one");
        byte[] blob = secrets().lifeCycle().backup(vault, DB);
        Placement own = vault.placement();
        assertThat(
                        malformed(
                                placed("vault02", new Placement(UUID.randomUUID(), "g", "local")),
                                blob))
                .isTrue();
        assertThat(
                        malformed(
                                placed("vault03", new Placement(own.subscriptionId(), "g", "far")),
                                blob))
                .isTrue();
        Vault group = placed("vault04", new Placement(own.subscriptionId(), "other", "local"));
        done(secrets().lifeCycle().restore(group, blob, _ -> World.audited()));
        assertThat(secrets().get(group, DB, null)).isEqualTo(secrets().get(vault, DB, null));
    }

    private Vault placed(String name, Placement placement) {
        Vault plain = world.newVault(name, new RecoveryLevel(90, false));
        return done(
                world.vaults.create(
                        new Vault(
                                plain.id(),
                                plain.name(),
                                plain.tenantId(),
                                placement,
                                plain.settings(),
                                plain.trail()),
                        World::audited));
    }

    private boolean malformed(Vault into, byte[] blob) {
        return refusal(() -> done(secrets().lifeCycle().restore(into, blob, _ -> World.audited())))
                .equals(new VaultError.MalformedBackup());
    }
}
