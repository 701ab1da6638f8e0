package dev.keyward.vault.stored;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.World.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.Deletion;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.VaultError;
import dev.keyward.vault.World;
import dev.keyward.vault.secrets.Secret;
import dev.keyward.vault.secrets.VaultSecrets;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.upkeep.Upkeep;
import dev.keyward.vault.vaults.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The soft delete (data-plane-common.md, section 9), shown with secrets; keys take the same way.
class SoftDeleteTest {
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
    @Tag("seed:A-23")
    @Tag("seed:I-21")
    void aDeletedSecretCanBeRecoveredUntilItsPurgeDate() {
        Secret first = world.set(vault, "db", "one");
        world.set(vault, "db", "two");
        Secret deleted = world.delete(vault, "DB");
        assertThat(deleted.deletion())
                .isEqualTo(new Deletion(World.START, World.START.plus(Duration.ofDays(7))));
        assertThat(refusal(() -> secrets().get(vault, DB, null)))
                .isInstanceOf(VaultError.ObjectNotFound.class);
        assertThat(refusal(() -> world.value(vault, "db", first.version().value())))
                .isInstanceOf(VaultError.ObjectNotFound.class);
        assertThat(refusal(() -> world.set(vault, "db", "three")))
                .isEqualTo(new VaultError.DeletedButRecoverable(ObjectKind.SECRET, DB));
        assertThat(refusal(() -> world.delete(vault, "db")))
                .isInstanceOf(VaultError.ObjectNotFound.class);
        assertThat(refusal(() -> world.enable(vault, "db", null, false)))
                .isInstanceOf(VaultError.ObjectNotFound.class);
        assertThat(secrets().lifeCycle().list(vault, "", 25).items()).isEmpty();
        assertThat(secrets().lifeCycle().versions(vault, DB, "", 25).items()).isEmpty();
        assertThat(secrets().lifeCycle().getDeleted(vault, DB)).isEqualTo(deleted);
        assertThat(secrets().lifeCycle().listDeleted(vault, "", 25).items())
                .containsExactly(deleted);
        world.reopen();
        Secret back = done(secrets().lifeCycle().recover(vault, DB, _ -> World.audited()));
        assertThat(back.deletion()).isNull();
        assertThat(world.value(vault, "db", null)).isEqualTo("two");
        assertThat(world.value(vault, "db", first.version().value())).isEqualTo("one");
        assertThat(refusal(() -> secrets().lifeCycle().getDeleted(vault, DB)))
                .isEqualTo(new VaultError.DeletedObjectNotFound(ObjectKind.SECRET, "db"));
    }

    @Test
    void aPurgedSecretIsGoneAndItsNameIsFree() {
        world.set(vault, "db", "one");
        assertThat(
                        refusal(() ->
                                done(secrets().lifeCycle().purge(vault, DB, _ -> World.audited()))))
                .isInstanceOf(VaultError.DeletedObjectNotFound.class);
        world.delete(vault, "db");
        done(secrets().lifeCycle().purge(vault, DB, _ -> World.audited()));
        assertThat(refusal(() -> secrets().lifeCycle().getDeleted(vault, DB)))
                .isInstanceOf(VaultError.DeletedObjectNotFound.class);
        assertThat(
                        refusal(() ->
                                done(
                                        secrets()
                                                .lifeCycle()
                                                .recover(vault, DB, _ -> World.audited()))))
                .isInstanceOf(VaultError.ObjectNotFound.class);
        assertThat(world.records.vault(vault.id()).verifySet().count()).isZero();
        assertThat(world.set(vault, "db", "two").previous()).isNull();
    }

    @Test
    void theTimerPurgesWhatIsDueAlsoUnderPurgeProtection() {
        vault = world.vault("vault02", new RecoveryLevel(7, true));
        world.set(vault, "db", "one");
        world.delete(vault, "db");
        assertThat(
                        refusal(() ->
                                done(secrets().lifeCycle().purge(vault, DB, _ -> World.audited()))))
                .isEqualTo(new VaultError.PurgeProtected());
        List<Deed> told = new ArrayList<>();
        Upkeep upkeep = world.upkeep(told);
        world.clock.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(upkeep.round()).isEqualTo(new Upkeep.Tally(0, 0, false));
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(upkeep.round()).isEqualTo(new Upkeep.Tally(1, 0, false));
        assertThat(told).containsExactly(new Deed.ObjectPurged(vault.id(), ObjectKind.SECRET, DB));
        assertThat(world.set(vault, "db", "two").previous()).isNull();
    }

    @Test
    @Tag("seed:A-20")
    void whereSoftDeleteIsOffADeleteIsFinalAndARestoreMayFollowAtOnce() {
        vault = world.vault("vault02", new RecoveryLevel(0, false));
        Secret first = world.set(vault, "db", "one");
        world.set(vault, "db", "two");
        byte[] blob = secrets().lifeCycle().backup(vault, DB);
        assertThat(world.delete(vault, "db").deletion()).isNull();
        assertThat(refusal(() -> secrets().lifeCycle().getDeleted(vault, DB)))
                .isInstanceOf(VaultError.DeletedObjectNotFound.class);
        done(secrets().lifeCycle().restore(vault, blob, _ -> World.audited()));
        assertThat(world.value(vault, "db", null)).isEqualTo("two");
        assertThat(world.value(vault, "db", first.version().value())).isEqualTo("one");
    }
}
