package dev.keyward.vault;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.World.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.memory.KeyMemory;
import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.VaultError;
import dev.keyward.records.SealedStore;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.secrets.VaultSecrets;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes over one store: what one commits, the memory of the other follows before the answer is
/// given.
class TwoNodesTest {
    private static final ObjectName NAME = new ObjectName("password");

    @TempDir Path directory = Path.of("");
    private World here;
    private Vaults vaults;
    private VaultSecrets secrets;

    @BeforeEach
    void open() throws Exception {
        here = new World(directory);
        SealedStore there =
                SealedStore.open(
                        here.store,
                        KeyFile.open(here.keyFile, here.random),
                        here.random,
                        KeyMemory.onHeap(),
                        "node-2");
        vaults = Vaults.open(there, here.store, here.clock, here.random);
        secrets =
                new VaultSecrets(
                        new Foundation(there, here.store, vaults, here.clock, here.random));
    }

    @AfterEach
    void close() {
        here.close();
    }

    private String read(Vault vault) {
        return secrets.get(vault, NAME, null).value().toUtf8(SecretAccess.request());
    }

    @Test
    void aVaultIsWhatTheOtherNodeMadeOfIt() {
        Vault made = here.vault("Vault01", new RecoveryLevel(7, false));
        assertThat(vaults.find(made.name())).contains(made);
        assertThat(vaults.find(made.id())).contains(made);
        assertThat(vaults.list(World.SUBSCRIPTION)).containsExactly(made);

        Vault tagged = made.withSettings(World.settings(new RecoveryLevel(7, true)));
        done(vaults.update(tagged, World::audited));
        assertThat(here.vaults.find(made.name())).contains(tagged);

        done(here.vaults.delete(made.name(), World::audited));
        assertThat(vaults.find(made.name())).isEmpty();
        assertThat(vaults.find(made.id())).isEmpty();
        assertThat(vaults.findDeleted(made.name())).isPresent();

        done(vaults.recover(made.name(), World::audited));
        assertThat(here.vaults.find(made.name())).contains(tagged);
    }

    @Test
    void aNameIsTakenForBothAndFreeForBoth() {
        Vault made = here.vault("Vault01", new RecoveryLevel(0, false));
        assertThat(vaults.isAvailable(made.name())).isFalse();
        assertThat(refusal(() -> done(vaults.create(made, World::audited))))
                .isEqualTo(new VaultError.VaultAlreadyExists(made.name()));
        done(vaults.delete(made.name(), World::audited));
        assertThat(here.vaults.isAvailable(made.name())).isTrue();
    }

    @Test
    void nothingOfAVaultStaysInMemoryThatTheOtherNodeErased() {
        Vault made = here.vault("Vault01", new RecoveryLevel(0, false));
        here.set(made, NAME.value(), "one");
        assertThat(read(made)).isEqualTo("one");
        done(here.vaults.delete(made.name(), World::audited));
        assertThat(refusal(() -> read(made))).isInstanceOf(VaultError.IntegrityFailure.class);
    }

    @Test
    void aSecretIsWhatTheOtherNodeMadeOfIt() {
        Vault vault = here.vault("Vault01");
        here.set(vault, NAME.value(), "one");
        assertThat(read(vault)).isEqualTo("one");

        here.set(vault, NAME.value(), "two");
        assertThat(read(vault)).isEqualTo("two");

        here.enable(vault, NAME.value(), null, false);
        assertThat(refusal(() -> read(vault))).isInstanceOf(VaultError.SecretDisabled.class);
        here.enable(vault, NAME.value(), null, true);
        assertThat(read(vault)).isEqualTo("two");

        here.delete(vault, NAME.value());
        assertThat(refusal(() -> read(vault))).isInstanceOf(VaultError.ObjectNotFound.class);
    }
}
