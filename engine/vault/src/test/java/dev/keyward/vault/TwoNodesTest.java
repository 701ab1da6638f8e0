package dev.keyward.vault;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.World.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.SealedStore;
import dev.keyward.vault.objects.AttributeChange;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.secrets.NewSecret;
import dev.keyward.vault.secrets.VaultSecrets;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
        SealedStore there = here.node(KeyFile.open(here.keyFile, here.random), "node-2");
        vaults = here.vaults(there);
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

    @Test
    void ofManyWhoMakeAVaultOnBothNodesAsManySucceedAsAreAllowed() throws Exception {
        assertThat(refusalsOfThoseWhoCountedTheSame(List.of(creator(0, 1), creator(1, 1))))
                .containsExactly(new VaultError.QuotaExceeded("vaults", 1));
        List<Callable<?>> creators = new ArrayList<>();
        for (int i = 2; i < 34; i++) {
            creators.add(creator(i, 6));
        }
        assertThat(refusals(creators))
                .hasSize(27)
                .containsOnly(new VaultError.QuotaExceeded("vaults", 6));
        assertThat(vaults.count(World.SUBSCRIPTION, "local")).isEqualTo(6);
        assertThat(here.vaults.count(World.SUBSCRIPTION, "local")).isEqualTo(6);
    }

    /// Of a vault, on one node or the other.
    private Callable<?> creator(int number, long most) {
        Vault wanted = here.newVault("vault" + number, new RecoveryLevel(7, false));
        Vaults node = number % 2 == 0 ? vaults : here.vaults;
        return () -> done(node.create(wanted, most, World::audited));
    }

    @Test
    void ofManyWhoMakeAnObjectOnBothNodesAsManySucceedAsAreAllowed() throws Exception {
        List<Vault> two = List.of(here.vault("vault01"), here.vault("vault02"));
        here.mostObjects = 1L;
        assertThat(refusalsOfThoseWhoCountedTheSame(List.of(setter(two, 0), setter(two, 1))))
                .containsExactly(new VaultError.ObjectQuotaExceeded(1, "local"));
        here.mostObjects = 6L;
        List<Callable<?>> setters = new ArrayList<>();
        for (int i = 2; i < 34; i++) {
            setters.add(setter(two, i));
        }
        assertThat(refusals(setters))
                .hasSize(27)
                .containsOnly(new VaultError.ObjectQuotaExceeded(6, "local"));
        assertThat(vaults.countObjects(World.SUBSCRIPTION, "local")).isEqualTo(6);
        assertThat(here.vaults.countObjects(World.SUBSCRIPTION, "local")).isEqualTo(6);
    }

    /// Of a secret, in one vault or the other, on one node or the other.
    private Callable<?> setter(List<Vault> of, int number) {
        ObjectName name = new ObjectName("secret" + number);
        Vault vault = of.get(number / 2 % 2);
        VaultSecrets node = number % 2 == 0 ? secrets : here.secrets;
        return () ->
                done(
                        node.set(
                                vault,
                                name,
                                new NewSecret(
                                        SecretBytes.ofUtf8("value"),
                                        null,
                                        Tags.NONE,
                                        AttributeChange.NONE),
                                _ -> World.audited()));
    }

    /// The writer is kept from everything until all have had the time to count.
    private List<VaultError> refusalsOfThoseWhoCountedTheSame(List<Callable<?>> creators)
            throws Exception {
        CountDownLatch counted = new CountDownLatch(1);
        var held =
                here.store.change(_ -> {
                    try {
                        return counted.await(10, TimeUnit.SECONDS);
                    } catch (InterruptedException stopped) {
                        throw new AssertionError(stopped);
                    }
                });
        try (ExecutorService one = Executors.newSingleThreadExecutor()) {
            Future<List<VaultError>> refusals = one.submit(() -> refusals(creators));
            Thread.sleep(500);
            counted.countDown();
            assertThat(held.toCompletableFuture().join()).isTrue();
            return refusals.get();
        }
    }

    /// What those are told who don't succeed, when all begin at once.
    private static List<VaultError> refusals(List<Callable<?>> creators) throws Exception {
        List<VaultError> refusals = new ArrayList<>();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> made = new ArrayList<>();
            creators.forEach(each -> made.add(all.submit(each)));
            for (Future<?> each : made) {
                try {
                    each.get();
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof VaultException refused)) {
                        throw failed;
                    }
                    refusals.add(refused.error());
                }
            }
        }
        return refusals;
    }
}
