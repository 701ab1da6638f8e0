package dev.keyward.vault.keys;

import static dev.keyward.vault.World.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Protection;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.Tags;
import dev.keyward.testing.SeededRandom;
import dev.keyward.vault.World;
import dev.keyward.vault.objects.AttributeChange;
import dev.keyward.vault.vaults.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RsaPoolTest {
    private static final KeyParameters.Rsa RSA = new KeyParameters.Rsa(2048);

    /// RSA takes its time on a busy machine.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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

    private RsaPool pool(int each) {
        SeededRandom random = new SeededRandom(8);
        return new RsaPool(new Keys(random), world.records.sealing("rsa-pool"), random, each);
    }

    private static void until(BooleanSupplier fact) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it didn't come true in time");
            }
            Thread.sleep(5);
        }
    }

    @Test
    void fillsUpToItsBoundAndAgainAfterAKeyIsTaken() throws Exception {
        try (RsaPool pool = pool(1)) {
            assertThat(pool.take(RSA)).isEmpty();
            pool.start(() -> true);
            for (int bits : new int[] {2048, 3072, 4096}) {
                until(() -> pool.available(new KeyParameters.Rsa(bits)) == 1);
            }
            assertThat(pool.take(RSA)).isPresent();
            until(() -> pool.available(RSA) == 1);
        }
    }

    @Test
    void keepsFewerOfTheLongerOnes() throws Exception {
        try (RsaPool pool = pool(4)) {
            pool.start(() -> true);
            until(() -> pool.available(RSA) == 4);
            until(() -> pool.available(new KeyParameters.Rsa(3072)) == 2);
            until(() -> pool.available(new KeyParameters.Rsa(4096)) == 1);
        }
    }

    /// As after a kill: what the pool before had handed out or not, the next one begins with
    /// nothing, since nothing of it was ever in the store.
    @Test
    void theNextPoolOverTheSameStoreHasNoneOfTheKeys() throws Exception {
        RsaPool killed = pool(1);
        killed.start(() -> true);
        until(() -> killed.available(RSA) == 1);
        try (RsaPool next = pool(1)) {
            assertThat(next.take(RSA)).isEmpty();
        }
        killed.close();
    }

    @Test
    void noKeyIsHandedOutTwice() throws Exception {
        Keys keys = new Keys(new SeededRandom(9));
        try (RsaPool pool = pool(3);
                var threads = Executors.newFixedThreadPool(8)) {
            pool.start(() -> true);
            until(() -> pool.available(RSA) == 3);
            Callable<Set<String>> taking =
                    () -> {
                        Set<String> mine = new HashSet<>();
                        for (Optional<?> key = Optional.of(""); key.isPresent(); ) {
                            var taken = pool.take(RSA);
                            taken.ifPresent(secret -> mine.add(modulus(keys, secret)));
                            key = taken;
                        }
                        return mine;
                    };
            Set<String> all = new HashSet<>();
            int count = 0;
            for (Future<Set<String>> each :
                    threads.invokeAll(java.util.Collections.nCopies(8, taking))) {
                count += each.get().size();
                all.addAll(each.get());
            }
            assertThat(all).hasSize(count).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    private static String modulus(Keys keys, dev.keyward.model.SecretBytes secret) {
        return keys.publicParts(RSA, secret) instanceof PublicKeyParts.Rsa rsa
                ? HexFormat.of().formatHex(rsa.n())
                : "";
    }

    @Test
    void makesNothingWhileThereIsOtherWork() throws Exception {
        AtomicBoolean idle = new AtomicBoolean();
        AtomicBoolean asked = new AtomicBoolean();
        try (RsaPool pool = pool(1)) {
            pool.start(() -> {
                asked.set(true);
                return idle.get();
            });
            until(asked::get);
            assertThat(pool.available(RSA)).isZero();
            idle.set(true);
            until(() -> pool.available(RSA) == 1);
        }
    }

    @Test
    void aClosedPoolHasNothing() throws Exception {
        RsaPool pool = pool(1);
        pool.start(() -> true);
        until(() -> pool.available(RSA) == 1);
        pool.close();
        assertThat(pool.take(RSA)).isEmpty();
    }

    @Test
    void aCreateTakesFromThePoolAndTheKeyWorks() throws Exception {
        try (RsaPool pool = pool(1)) {
            pool.start(() -> true);
            until(() -> pool.available(RSA) == 1);
            VaultKeys keys = new VaultKeys(world.foundation(), null, pool);
            Vault vault = world.vault("vault01", new RecoveryLevel(7, false));
            ObjectName name = new ObjectName("k");
            Key made =
                    done(
                            keys.create(
                                    vault,
                                    name,
                                    RSA,
                                    Protection.SOFTWARE,
                                    new NewKey(null, Tags.NONE, AttributeChange.NONE),
                                    _ -> World.audited()));
            assertThat(made.parameters()).isEqualTo(RSA);
            assertThat(
                            keys.use(vault, name, null, dev.keyward.model.KeyOperation.SIGN)
                                    .sign(
                                            "kid",
                                            dev.keyward.model.SignatureAlgorithm.RS256,
                                            new byte[32]))
                    .hasSize(256);
        }
    }
}
