package dev.keyward.vault.stored;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.World.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.vault.World;
import dev.keyward.vault.objects.Announcer;
import dev.keyward.vault.objects.AttributeChange;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.objects.LifeCycle;
import dev.keyward.vault.objects.Settling;
import dev.keyward.vault.secrets.NewSecret;
import dev.keyward.vault.secrets.Secret;
import dev.keyward.vault.secrets.VaultSecrets;
import dev.keyward.vault.vaults.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The columns DELETING and RECOVERING of the state machine (data-plane-common.md, section 9), and
/// that a name isn't free while its purge settles.
class SettlingTest {
    private static final ObjectName DB = new ObjectName("db");
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final VaultError BEING_DELETED = new VaultError.BeingDeleted(ObjectKind.SECRET);
    private static final VaultError BEING_RECOVERED =
            new VaultError.BeingRecovered(ObjectKind.SECRET, DB);
    private static final VaultError NOT_FOUND =
            new VaultError.ObjectNotFound(ObjectKind.SECRET, "db", null);
    private static final VaultError DELETED_NOT_FOUND =
            new VaultError.DeletedObjectNotFound(ObjectKind.SECRET, "db");

    @TempDir Path directory = Path.of("");
    private World world;
    private Vault vault;
    private VaultSecrets secrets;
    private LifeCycle<Secret> lifeCycle;
    private byte[] backup;

    @BeforeEach
    void open() throws Exception {
        world = new World(directory);
        vault = world.vault("vault01", new RecoveryLevel(7, false));
        secrets =
                new VaultSecrets(
                        new Foundation(
                                world.records,
                                world.store,
                                world.vaults,
                                world.clock,
                                world.random,
                                Announcer.NOBODY,
                                new Settling(world.clock, TIME)));
        lifeCycle = secrets.lifeCycle();
        done(set());
        backup = lifeCycle.backup(vault, DB);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private CompletionStage<Secret> set() {
        NewSecret secret =
                new NewSecret(SecretBytes.ofUtf8("one"), null, Tags.NONE, AttributeChange.NONE);
        return secrets.set(vault, DB, secret, _ -> World.audited());
    }

    private CompletionStage<Secret> delete() {
        return lifeCycle.delete(vault, DB, _ -> World.audited());
    }

    private CompletionStage<Secret> recover() {
        return lifeCycle.recover(vault, DB, _ -> World.audited());
    }

    private CompletionStage<?> purge() {
        return lifeCycle.purge(vault, DB, _ -> World.audited());
    }

    private CompletionStage<Secret> restore() {
        return lifeCycle.restore(vault, backup, _ -> World.audited());
    }

    private void settle() {
        world.clock.advance(TIME);
    }

    @Test
    void whileADeletionSettlesTheObjectIsNeitherHereNorThere() {
        done(delete());
        assertThat(refusal(() -> secrets.get(vault, DB, null))).isEqualTo(NOT_FOUND);
        assertThat(refusal(() -> lifeCycle.getDeleted(vault, DB))).isEqualTo(DELETED_NOT_FOUND);
        assertThat(lifeCycle.list(vault, "", 25).items()).isEmpty();
        assertThat(lifeCycle.listDeleted(vault, "", 25).items()).isEmpty();
        assertThat(refusal(() -> done(delete()))).isEqualTo(NOT_FOUND);
        assertThat(refusal(() -> done(set()))).isEqualTo(BEING_DELETED);
        assertThat(refusal(() -> done(recover()))).isEqualTo(BEING_DELETED);
        assertThat(refusal(() -> done(purge()))).isEqualTo(BEING_DELETED);
        assertThat(refusal(() -> done(restore()))).isEqualTo(BEING_DELETED);
    }

    @Test
    void aSettledDeletionIsAsAnyOther() {
        done(delete());
        settle();
        assertThat(lifeCycle.getDeleted(vault, DB).name()).isEqualTo(DB);
        assertThat(lifeCycle.listDeleted(vault, "", 25).items()).hasSize(1);
        assertThat(refusal(() -> done(set())))
                .isEqualTo(new VaultError.DeletedButRecoverable(ObjectKind.SECRET, DB));
    }

    @Test
    void whileARecoverySettlesTheObjectIsNeitherHereNorThere() {
        done(delete());
        settle();
        done(recover());
        assertThat(refusal(() -> secrets.get(vault, DB, null))).isEqualTo(NOT_FOUND);
        assertThat(refusal(() -> lifeCycle.backup(vault, DB))).isEqualTo(NOT_FOUND);
        assertThat(refusal(() -> lifeCycle.getDeleted(vault, DB))).isEqualTo(DELETED_NOT_FOUND);
        assertThat(lifeCycle.list(vault, "", 25).items()).isEmpty();
        assertThat(lifeCycle.versions(vault, DB, "", 25).items()).isEmpty();
        assertThat(lifeCycle.listDeleted(vault, "", 25).items()).isEmpty();
        assertThat(refusal(() -> done(delete()))).isEqualTo(BEING_RECOVERED);
        assertThat(refusal(() -> done(set()))).isEqualTo(BEING_RECOVERED);
        assertThat(refusal(() -> done(recover()))).isEqualTo(BEING_RECOVERED);
        assertThat(refusal(() -> done(purge()))).isEqualTo(BEING_RECOVERED);
        assertThat(refusal(() -> done(restore()))).isEqualTo(BEING_RECOVERED);
        settle();
        assertThat(secrets.get(vault, DB, null).name()).isEqualTo(DB);
        assertThat(lifeCycle.list(vault, "", 25).items()).hasSize(1);
    }

    @Test
    void aNameIsFreeWhenItsPurgeHasSettled() {
        done(delete());
        settle();
        done(purge());
        assertThat(refusal(() -> lifeCycle.getDeleted(vault, DB))).isEqualTo(DELETED_NOT_FOUND);
        assertThat(refusal(() -> done(purge()))).isEqualTo(DELETED_NOT_FOUND);
        assertThat(refusal(() -> done(set()))).isEqualTo(BEING_DELETED);
        assertThat(refusal(() -> done(restore()))).isEqualTo(BEING_DELETED);
        settle();
        assertThat(done(restore()).name()).isEqualTo(DB);
    }

    @Test
    void aRefusedChangeLeavesNothingToSettle() {
        Vault guarded = world.vault("vault02", new RecoveryLevel(7, true));
        NewSecret secret =
                new NewSecret(SecretBytes.ofUtf8("one"), null, Tags.NONE, AttributeChange.NONE);
        done(secrets.set(guarded, DB, secret, _ -> World.audited()));
        done(lifeCycle.delete(guarded, DB, _ -> World.audited()));
        settle();
        assertThat(refusal(() -> done(lifeCycle.purge(guarded, DB, _ -> World.audited()))))
                .isEqualTo(new VaultError.PurgeProtected());
        assertThat(lifeCycle.getDeleted(guarded, DB).name()).isEqualTo(DB);
    }
}
