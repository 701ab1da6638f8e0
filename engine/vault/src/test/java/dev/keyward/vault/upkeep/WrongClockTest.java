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
import dev.keyward.vault.World;
import dev.keyward.vault.keys.NewKey;
import dev.keyward.vault.keys.RotationPolicyChange;
import dev.keyward.vault.objects.AttributeChange;
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

/// What a clock that was set wrong doesn't do (decision 29).
@Tag("reliability:R-13")
class WrongClockTest {
    private static final Duration TEN_YEARS = Duration.ofDays(3653);

    @TempDir Path directory = Path.of("");
    private final List<Deed> deeds = new ArrayList<>();
    private World world;
    private Upkeep upkeep;

    @BeforeEach
    void open() throws Exception {
        world = new World(directory);
        upkeep = world.upkeep(deeds);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void nothingIsPurgedBeforeItsTimeIsCertain() {
        Vault vault = world.vault("vault01", new RecoveryLevel(7, false));
        world.set(vault, "s", "v");
        world.delete(vault, "s");
        Vault gone = world.vault("vault02", new RecoveryLevel(7, false));
        done(world.vaults.delete(gone.name(), World::audited));

        world.clock.set(TEN_YEARS);
        upkeep.round();
        assertThat(deeds).isEmpty();

        world.clock.confirm();
        upkeep.round();
        assertThat(deeds)
                .hasExactlyElementsOfTypes(Deed.VaultPurged.class, Deed.ObjectPurged.class);
    }

    @Test
    void aProtectedThingCanNotBePurgedByWhoeverSetsTheClock() {
        Vault vault = world.vault("vault01", new RecoveryLevel(7, true));
        world.set(vault, "s", "v");
        world.delete(vault, "s");
        Vault gone = world.vault("vault02", new RecoveryLevel(7, true));
        done(world.vaults.delete(gone.name(), World::audited));

        world.clock.set(TEN_YEARS);
        assertThat(
                        World.refusal(() ->
                                done(
                                        world.secrets
                                                .lifeCycle()
                                                .purge(
                                                        vault,
                                                        new ObjectName("s"),
                                                        _ -> World.audited()))))
                .isInstanceOf(VaultError.PurgeProtected.class);
        assertThat(World.refusal(() -> done(world.vaults.purge(gone.name(), World::audited))))
                .isInstanceOf(VaultError.PurgeProtected.class);

        world.clock.confirm();
        done(world.vaults.purge(gone.name(), World::audited));
    }

    @Test
    void noKeyIsRotatedAndNoExpiryToldBeforeItsTimeIsCertain() {
        Vault vault = world.vault("vault01", new RecoveryLevel(7, false));
        ObjectName key = new ObjectName("k");
        done(
                world.keys.create(
                        vault,
                        key,
                        new KeyParameters.Ec(Curve.P_256),
                        Protection.SOFTWARE,
                        new NewKey(null, Tags.NONE, AttributeChange.NONE),
                        _ -> World.audited()));
        done(
                world.keys.changeRotationPolicy(
                        vault,
                        key,
                        new RotationPolicyChange(
                                new RotationPolicyChange.Actions(
                                        new Rotation.AfterCreation(new CalendarSpan("P30D")), null),
                                null),
                        _ -> World.audited()));

        world.clock.set(Duration.ofDays(92));
        upkeep.round();
        assertThat(deeds).isEmpty();

        world.clock.set(Duration.ofDays(-92));
        upkeep.round();
        assertThat(deeds).isEmpty();
    }
}
