package dev.keyward.vault.stored;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.World.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.VaultError;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import dev.keyward.vault.World;
import dev.keyward.vault.secrets.VaultSecrets;
import dev.keyward.vault.vaults.Vault;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read of rows, shown with secrets.
class ShelfTest {
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
    @Tag("security:S-04")
    void aRowOlderThanTheOneReadBeforeIsNotGoneOnWith() {
        RecordKey place = new RecordKey(vault.id().toString(), "secret", "db", "");
        world.set(vault, "db", "one");
        StoredRecord older = world.store.get(place).orElseThrow();
        world.set(vault, "db", "two");
        StoredRecord newer = world.store.get(place).orElseThrow();
        secrets().get(vault, DB, null);
        put(older);
        assertThat(refusal(() -> world.set(vault, "db", "three")))
                .isInstanceOfSatisfying(
                        VaultError.IntegrityFailure.class,
                        failure -> assertThat(failure.what()).contains("was set back"));
        put(newer);
        world.set(vault, "db", "three");
        // Gone and made again, it begins anew and is no older one.
        done(secrets().lifeCycle().delete(vault, DB, _ -> World.audited()));
        done(secrets().lifeCycle().purge(vault, DB, _ -> World.audited()));
        world.set(vault, "db", "four");
        secrets().get(vault, DB, null);
        world.set(vault, "db", "five");
    }

    private void put(StoredRecord row) {
        world.store
                .change(tx -> {
                    tx.put(row);
                    return row;
                })
                .toCompletableFuture()
                .join();
    }
}
