package dev.keyward.vault.upkeep;

import static dev.keyward.vault.World.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.CalendarSpan;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Protection;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.RotationPolicy.Rotation;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.DueRecord;
import dev.keyward.vault.World;
import dev.keyward.vault.keys.NewKey;
import dev.keyward.vault.keys.RotationPolicyChange;
import dev.keyward.vault.keys.VaultKeys;
import dev.keyward.vault.objects.AttributeChange;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.vaults.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {
    private static final ObjectName KEY = new ObjectName("k");

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

    private void rotatingKey(Vault vault, ObjectName name) {
        done(
                world.keys.create(
                        vault,
                        name,
                        new KeyParameters.Ec(Curve.P_256),
                        Protection.SOFTWARE,
                        new NewKey(null, Tags.NONE, AttributeChange.NONE),
                        _ -> World.audited()));
        done(
                world.keys.changeRotationPolicy(
                        vault,
                        name,
                        new RotationPolicyChange(
                                new RotationPolicyChange.Actions(
                                        new Rotation.AfterCreation(new CalendarSpan("P7D")), null),
                                null),
                        _ -> World.audited()));
    }

    private int versions(Vault vault, ObjectName name) {
        return world.keys.lifeCycle().versions(vault, name, "", 25).items().size();
    }

    @Test
    void whatFailsIsPutOffAndKeepsNobodyWaiting() {
        Vault vault = world.vault("vault01", new RecoveryLevel(7, false));
        for (int i = 0; i < 150; i++) {
            world.set(vault, "s" + i, "v");
            world.delete(vault, "s" + i);
        }
        world.clock.advance(Duration.ofDays(7));
        List<Deed> deeds = new ArrayList<>();
        Chore secrets =
                world.secrets.chore(deed -> {
                    if (deed.toString().contains("s7")) {
                        throw new VaultException(new VaultError.Unavailable("a fault"));
                    }
                    deeds.add(deed);
                    return World.audited();
                });
        Upkeep upkeep = new Upkeep(world.records, world.clock, List.of(secrets));
        // s7 and s70 to s79 fail; a purge date isn't put off, so they are tried at each round.
        assertThat(upkeep.round()).isEqualTo(new Upkeep.Tally(139, 11, false));
        assertThat(deeds).hasSize(139);
        assertThat(upkeep.round()).isEqualTo(new Upkeep.Tally(0, 11, false));
    }

    @Test
    void aRotationThatFailsIsTriedAgainAfterAWhile() {
        Vault vault = world.vault("vault01");
        rotatingKey(vault, KEY);
        world.clock.advance(Duration.ofDays(7));
        List<Integer> asked = new ArrayList<>();
        Chore keys =
                world.keys.chore(_ -> {
                    asked.add(1);
                    if (asked.size() == 1) {
                        throw new VaultException(new VaultError.Unavailable("a fault"));
                    }
                    return World.audited();
                });
        Upkeep upkeep = new Upkeep(world.records, world.clock, List.of(keys));
        assertThat(upkeep.round()).isEqualTo(new Upkeep.Tally(0, 1, false));
        assertThat(upkeep.round()).isEqualTo(new Upkeep.Tally(0, 0, false));
        assertThat(versions(vault, KEY)).isEqualTo(1);
        world.clock.advance(Upkeep.PAUSE);
        assertThat(upkeep.round()).isEqualTo(new Upkeep.Tally(1, 0, false));
        assertThat(versions(vault, KEY)).isEqualTo(2);
    }

    @Test
    void whatCannotSucceedIsToldOnceAndTriedEverMoreRarely() {
        Vault vault = world.vault("vault01", new RecoveryLevel(7, false));
        for (String name : List.of("s1", "s2")) {
            world.set(vault, name, "v");
            world.delete(vault, name);
        }
        world.clock.advance(Duration.ofDays(7));
        Chore secrets =
                world.secrets.chore(deed -> {
                    if (deed.toString().contains("s1")) {
                        throw new IllegalStateException("a defect");
                    }
                    return World.audited();
                });
        List<LogRecord> told = new ArrayList<>();
        Upkeep upkeep = new Upkeep(world.records, world.clock, List.of(secrets));
        int tries = 0;
        Logger log = Logger.getLogger(Upkeep.class.getName());
        Handler handler = new Told(told);
        log.addHandler(handler);
        try {
            assertThat(upkeep.round()).isEqualTo(new Upkeep.Tally(1, 1, false));
            for (int i = 0; i < 4 * 24; i++) {
                assertThat(upkeep.round()).isEqualTo(new Upkeep.Tally(0, 0, false));
                world.clock.advance(Duration.ofMinutes(15));
                tries += upkeep.round().failed();
            }
        } finally {
            log.removeHandler(handler);
        }
        assertThat(told).hasSize(1);
        // After 15 minutes, 30, an hour, and so on.
        assertThat(tries).isEqualTo(6);
    }

    private static final class Told extends Handler {
        private final List<LogRecord> records;

        private Told(List<LogRecord> records) {
            this.records = records;
        }

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    @Tag("reliability:R-12")
    void aRestartForgetsNothingThatIsDue() {
        Vault vault = world.vault("vault01");
        rotatingKey(vault, KEY);
        world.reopen();
        world.clock.advance(Duration.ofDays(7));
        List<Deed> deeds = new ArrayList<>();
        assertThat(world.upkeep(deeds).round()).isEqualTo(new Upkeep.Tally(1, 0, false));
        assertThat(deeds).hasSize(1).first().isInstanceOf(Deed.ObjectRenewed.class);
        world.reopen();
        assertThat(world.upkeep(deeds).round()).isEqualTo(new Upkeep.Tally(0, 0, false));
    }

    @Test
    void serversThatWorkAtTheSameTimeDoEachThingOnce() throws Exception {
        Vault vault = world.vault("vault01");
        List<ObjectName> names = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            names.add(new ObjectName("k" + i));
            rotatingKey(vault, names.getLast());
        }
        world.clock.advance(Duration.ofDays(7));
        List<Thread> servers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Foundation own =
                    new Foundation(
                            world.records, world.store, world.vaults, world.clock, world.random);
            Upkeep upkeep =
                    new Upkeep(
                            world.records,
                            world.clock,
                            List.of(new VaultKeys(own).chore(_ -> World.audited())));
            servers.add(Thread.ofPlatform().start(upkeep::round));
        }
        for (Thread server : servers) {
            server.join();
        }
        world.reopen();
        assertThat(names).allSatisfy(name -> assertThat(versions(vault, name)).isEqualTo(2));
    }

    @Test
    void liveObjectsOfADeletedVaultRest() {
        Vault vault = world.vault("vault01");
        rotatingKey(vault, KEY);
        done(world.vaults.delete(vault.name(), World::audited));
        world.clock.advance(Duration.ofDays(7));
        List<Deed> deeds = new ArrayList<>();
        assertThat(world.upkeep(deeds).round().failed()).isZero();
        assertThat(deeds).isEmpty();
        done(world.vaults.recover(vault.name(), World::audited));
        world.clock.advance(Duration.ofDays(1));
        assertThat(world.upkeep(deeds).round().attended()).isEqualTo(1);
        assertThat(versions(vault, KEY)).isEqualTo(2);
    }

    @Test
    void aChoreWithMuchToDoLetsTheOthersHaveTheirTurn() {
        Vault vault = world.vault("vault01", new RecoveryLevel(7, false));
        for (int i = 0; i < 1_050; i++) {
            world.set(vault, "s" + i, "v");
            world.delete(vault, "s" + i);
        }
        world.clock.advance(Duration.ofDays(7));
        List<String> order = new ArrayList<>();
        Chore last =
                new Chore() {
                    @Override
                    public String kind() {
                        order.add("last");
                        return "nothing";
                    }

                    @Override
                    public void attend(DueRecord record, Instant now) {}

                    @Override
                    public void putOff(DueRecord record, Instant until) {}
                };
        Upkeep upkeep =
                new Upkeep(
                        world.records,
                        world.clock,
                        List.of(world.secrets.chore(_ -> World.audited()), last));
        assertThat(upkeep.round()).isEqualTo(new Upkeep.Tally(1_000, 0, true));
        assertThat(order).containsExactly("last");
        assertThat(upkeep.round()).isEqualTo(new Upkeep.Tally(50, 0, false));
    }
}
