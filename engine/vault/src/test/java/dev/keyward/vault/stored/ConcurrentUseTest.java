package dev.keyward.vault.stored;

import static dev.keyward.vault.World.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.Curve;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Protection;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.World;
import dev.keyward.vault.keys.KeyChange;
import dev.keyward.vault.keys.KeyUse;
import dev.keyward.vault.keys.NewKey;
import dev.keyward.vault.keys.ReadyKey;
import dev.keyward.vault.objects.AttributeChange;
import dev.keyward.vault.secrets.NewSecret;
import dev.keyward.vault.vaults.Vault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Readers beside a writer: what was acknowledged is what every later read sees, cache or not.
class ConcurrentUseTest {
    private static final ObjectName DB = new ObjectName("db");
    private static final int ROUNDS = 300;

    @TempDir Path directory = Path.of("");
    private World world;
    private Vault vault;

    @BeforeEach
    void open() throws Exception {
        world = new World(directory);
        vault = world.vault("vault01");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @Tag("reliability:R-05")
    void noReadSeesLessThanWasAcknowledgedBeforeIt() throws Exception {
        AtomicInteger acknowledged = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        world.set(vault, "db", "0");
        List<Integer> seen =
                race(
                        over,
                        () -> {
                            int floor = acknowledged.get();
                            int found =
                                    Integer.parseInt(
                                            world.secrets
                                                    .get(vault, DB, null)
                                                    .value()
                                                    .toUtf8(SecretAccess.request()));
                            assertThat(found).isGreaterThanOrEqualTo(floor);
                            return found;
                        },
                        () -> {
                            for (int i = 1; i <= ROUNDS; i++) {
                                done(
                                        world.secrets.set(
                                                vault,
                                                DB,
                                                new NewSecret(
                                                        SecretBytes.ofUtf8(Integer.toString(i)),
                                                        null,
                                                        Tags.NONE,
                                                        AttributeChange.NONE),
                                                _ -> World.audited()));
                                acknowledged.set(i);
                            }
                        });
        assertThat(seen).isNotEmpty();
        assertThat(world.value(vault, "db", null)).isEqualTo(Integer.toString(ROUNDS));
    }

    @Test
    @Tag("reliability:R-06")
    @Tag("security:S-08")
    void noReadStartedAfterADisablementSucceeds() throws Exception {
        // Odd while the writer says the secret is surely disabled.
        AtomicInteger phase = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        world.set(vault, "db", "v");
        List<Boolean> served =
                race(
                        over,
                        () -> {
                            int before = phase.get();
                            boolean found = isServed();
                            int after = phase.get();
                            if (before % 2 == 1 && before == after) {
                                assertThat(found).isFalse();
                            }
                            return found;
                        },
                        () -> {
                            for (int i = 0; i < ROUNDS / 2; i++) {
                                world.enable(vault, "db", null, false);
                                phase.incrementAndGet();
                                assertThat(isServed()).isFalse();
                                phase.incrementAndGet();
                                world.enable(vault, "db", null, true);
                                assertThat(isServed()).isTrue();
                            }
                        });
        assertThat(served).isNotEmpty();
    }

    /// Keys that were found before the disablement and are used after it.
    @Test
    @Tag("reliability:R-06")
    @Tag("security:S-08")
    @SuppressWarnings("ThreadPriorityCheck") // Makes a race likelier, and relies on nothing.
    void noUseOfAKeyThatBeganAfterADisablementSucceeds() throws Exception {
        ObjectName name = new ObjectName("key");
        done(
                world.keys.create(
                        vault,
                        name,
                        new KeyParameters.Ec(Curve.P_256),
                        Protection.SOFTWARE,
                        new NewKey(null, Tags.NONE, AttributeChange.NONE),
                        _ -> World.audited()));
        // Odd while the writer says the key is surely disabled.
        AtomicInteger phase = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        List<Boolean> held =
                race(
                        over,
                        () -> {
                            Optional<ReadyKey> found = world.keys.ready(vault, name, null);
                            // The longer it waits, the more often it is disabled meanwhile.
                            Thread.yield();
                            int before = phase.get();
                            boolean used =
                                    isUsed(() ->
                                            found.isPresent()
                                                    ? found.get().use(KeyOperation.SIGN)
                                                    : world.keys.use(
                                                            vault, name, null, KeyOperation.SIGN));
                            int after = phase.get();
                            if (before % 2 == 1 && before == after) {
                                assertThat(used).isFalse();
                            }
                            return found.isPresent();
                        },
                        () -> {
                            for (int i = 0; i < ROUNDS / 2; i++) {
                                enable(name, false);
                                phase.incrementAndGet();
                                Thread.yield();
                                phase.incrementAndGet();
                                enable(name, true);
                            }
                        });
        assertThat(held).contains(true);
    }

    private void enable(ObjectName key, boolean enabled) {
        done(
                world.keys.update(
                        vault,
                        key,
                        null,
                        new KeyChange(null, null, new AttributeChange(enabled, null, null)),
                        _ -> World.audited()));
    }

    private static boolean isUsed(Supplier<KeyUse> use) {
        try {
            KeyUse given = use.get();
            return given.key().attributes().enabled();
        } catch (VaultException refusal) {
            assertThat(refusal.error()).isInstanceOf(VaultError.KeyDisabled.class);
            return false;
        }
    }

    private boolean isServed() {
        try {
            world.secrets.get(vault, DB, null);
            return true;
        } catch (VaultException refusal) {
            assertThat(refusal.error()).isInstanceOf(VaultError.SecretDisabled.class);
            return false;
        }
    }

    private interface Read<T> {
        T once();
    }

    /// Two readers read until the writer is done.
    private static <T> List<T> race(AtomicBoolean over, Read<T> read, Runnable writer)
            throws Exception {
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            List<Future<List<T>>> results = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                results.add(
                        readers.submit(() -> {
                            List<T> found = new ArrayList<>();
                            do {
                                found.add(read.once());
                            } while (!over.get());
                            return found;
                        }));
            }
            try {
                writer.run();
            } finally {
                over.set(true);
            }
            List<T> all = new ArrayList<>();
            for (Future<List<T>> result : results) {
                all.addAll(result.get());
            }
            return all;
        }
    }
}
