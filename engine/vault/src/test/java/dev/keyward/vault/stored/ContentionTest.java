package dev.keyward.vault.stored;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import dev.keyward.testing.FakeClock;
import dev.keyward.vault.World;
import dev.keyward.vault.objects.AttributeChange;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.secrets.NewSecret;
import dev.keyward.vault.secrets.VaultSecrets;
import dev.keyward.vault.vaults.Placement;
import dev.keyward.vault.vaults.Trail;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many writers of one name, on a disk.
class ContentionTest {
    private static final int WRITERS = 64;
    private static final int EACH = 10;

    @Test
    @Tag("reliability:R-05")
    @Tag("reliability:R-09")
    void sixtyFourWritersOfOneSecretAllSucceed(@TempDir Path directory) throws Exception {
        FakeClock clock = new FakeClock(World.START);
        SecureRandom random = new SecureRandom();
        Path keyFile = directory.resolve("keys/root.key");
        try (Store store = Store.at(directory.resolve("data"));
                SealedStore records =
                        SealedStore.open(store, KeyFile.openOrCreate(keyFile, random), random);
                ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            Vaults vaults = Vaults.open(records, store, clock, random);
            VaultSecrets secrets =
                    new VaultSecrets(new Foundation(records, store, vaults, clock, random));
            Vault vault =
                    World.done(
                            vaults.create(
                                    new Vault(
                                            vaults.newId(),
                                            new dev.keyward.model.VaultName("busy"),
                                            World.TENANT,
                                            new Placement(World.SUBSCRIPTION, "group", "local"),
                                            World.settings(new RecoveryLevel(90, false)),
                                            Trail.start(World.START, "tester")),
                                    World::audited));
            List<Callable<Integer>> work = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                work.add(() -> {
                    for (int i = 0; i < EACH; i++) {
                        World.done(
                                secrets.set(
                                        vault,
                                        new ObjectName("db"),
                                        new NewSecret(
                                                SecretBytes.ofUtf8("value"),
                                                null,
                                                Tags.NONE,
                                                AttributeChange.NONE),
                                        _ -> World.audited()));
                    }
                    return EACH;
                });
            }
            long start = System.nanoTime();
            int done = 0;
            int failed = 0;
            for (Future<Integer> one : writers.invokeAll(work)) {
                try {
                    done += one.get();
                } catch (java.util.concurrent.ExecutionException refused) {
                    failed++;
                }
            }
            System.out.printf(
                    "writers of one name: done=%d failedWriters=%d per second=%.0f%n",
                    done, failed, done * 1e9 / (System.nanoTime() - start));
            assertThat(failed).isZero();
            assertThat(done).isEqualTo(WRITERS * EACH);
        }
    }
}
