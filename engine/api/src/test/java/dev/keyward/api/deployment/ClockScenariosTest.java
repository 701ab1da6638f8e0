package dev.keyward.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.audit.AuditLog;
import dev.keyward.audit.AuditReader;
import dev.keyward.audit.InMemoryAuditLog;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.directory.Directory;
import dev.keyward.directory.FirstStart;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.providers.KeyDocuments;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.directory.tokens.Audiences;
import dev.keyward.directory.tokens.ResourceServer;
import dev.keyward.directory.tokens.Tokens;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultName;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import dev.keyward.testing.SeededRandom;
import dev.keyward.vault.objects.AttributeChange;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.secrets.NewSecret;
import dev.keyward.vault.secrets.VaultSecrets;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.upkeep.Upkeep;
import dev.keyward.vault.vaults.EnabledFor;
import dev.keyward.vault.vaults.Placement;
import dev.keyward.vault.vaults.Sku;
import dev.keyward.vault.vaults.Trail;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.VaultSettings;
import dev.keyward.vault.vaults.Vaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// F-08 of reliability.md: the clock of the machine is set while a deployment is used, stays so for
/// 75 seconds, and is right again.
@Tag("reliability:R-13")
final class ClockScenariosTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final String RESOURCE = "https://vault.test";
    private static final byte[] RECORD = "{}".getBytes(StandardCharsets.UTF_8);

    private final FakeMachine machine = new FakeMachine(START);
    private final SeededRandom random = new SeededRandom(5);
    private final Store store = Store.inMemory();
    private final InMemoryAuditLog audit = AuditLog.inMemory();
    private final List<Deed> deeds = new ArrayList<>();
    private final Path home;
    private final SealedStore sealed;
    private TimeWatch watch;
    private Directory directory;
    private Upkeep upkeep;
    private @Nullable FirstStart first;

    ClockScenariosTest(@TempDir Path home) throws IOException {
        this.home = home;
        this.sealed =
                SealedStore.open(
                        store, KeyFile.openOrCreate(home.resolve("keys/root.key"), random), random);
        open();
    }

    /// As a process begins.
    private void open() throws IOException {
        TimeWatch opened = new TimeWatch(machine.clock(), store, sealed.system(), "node-1");
        opened.begin(null, AuditReader.at(home.resolve("audit")));
        opened.tell(audit);
        watch = opened;
        directory =
                Directory.open(
                        sealed,
                        store,
                        new Directory.Tools(
                                sealed.hmac("pepper"),
                                new Keys(random),
                                watch.time(),
                                random,
                                100,
                                KeyDocuments.NONE,
                                () -> RECORD),
                        new Audiences(
                                "https://login.test",
                                Set.of(RESOURCE),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                EnumSet.allOf(ResourceServer.class)));
        Vaults vaults = Vaults.open(sealed, store, watch.time(), random);
        VaultSecrets secrets =
                new VaultSecrets(new Foundation(sealed, store, vaults, watch.time(), random));
        upkeep =
                new Upkeep(
                        sealed,
                        watch.time(),
                        List.of(
                                secrets.chore(deed -> {
                                    deeds.add(deed);
                                    return RECORD;
                                })));
        if (first == null) {
            first =
                    done(
                            directory
                                    .founding()
                                    .firstStart(
                                            new FirstStart.Plan(
                                                    "test",
                                                    "administrator",
                                                    FirstStart.Kind.APPLICATION,
                                                    List.of("local")),
                                            () -> RECORD));
            delete(vaults, secrets, first);
        } else {
            directory.rotateSigningKeys();
        }
    }

    /// Something to be purged in a week.
    private void delete(Vaults vaults, VaultSecrets secrets, FirstStart owner) {
        Vault vault =
                done(
                        vaults.create(
                                new Vault(
                                        vaults.newId(),
                                        new VaultName("vault01"),
                                        owner.tenant().id(),
                                        new Placement(owner.subscription().id(), "group", "local"),
                                        new VaultSettings(
                                                Sku.STANDARD,
                                                Map.of(),
                                                EnabledFor.NOTHING,
                                                new RecoveryLevel(7, false),
                                                false,
                                                true,
                                                null,
                                                List.of()),
                                        Trail.start(START, "test")),
                                () -> RECORD));
        ObjectName name = new ObjectName("s");
        done(
                secrets.set(
                        vault,
                        name,
                        new NewSecret(
                                SecretBytes.ofUtf8("v"), null, Tags.NONE, AttributeChange.NONE),
                        _ -> RECORD));
        done(secrets.lifeCycle().delete(vault, name, _ -> RECORD));
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    /// Time passes, and what a server does by itself is done.
    private void pass(Duration whole) {
        for (long second = 0; second < whole.toSeconds(); second++) {
            machine.pass(Duration.ofSeconds(1));
            watch.tick();
        }
        upkeep.round();
        directory.rotateSigningKeys();
    }

    private SignInResult signIn() {
        FirstStart owner = Objects.requireNonNull(first);
        SecretBytes secret = Objects.requireNonNull(owner.secret());
        SignIn signIn = directory.signIn();
        return signIn.application(
                signIn.client(
                        owner.tenant().id(),
                        ((Principal.ServicePrincipal) owner.administrator()).appId(),
                        secret,
                        new SignIn.Attempt("192.0.2.1", () -> false, () -> RECORD)),
                RESOURCE);
    }

    private String token() {
        return ((SignInResult.Granted) signIn()).token().compact().toUtf8(SecretAccess.request());
    }

    private void assertGood(String token) {
        assertThat(directory.tokens().verify(token, ResourceServer.VAULT)).isNotNull();
    }

    private void assertExpired(String token) {
        assertThatThrownBy(() -> directory.tokens().verify(token, ResourceServer.VAULT))
                .hasMessageContaining("expired");
    }

    private List<String> recorded() {
        return audit.records().stream()
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .toList();
    }

    static Stream<Duration> shifts() {
        return Stream.of(
                        Duration.ofSeconds(1),
                        Duration.ofHours(2),
                        Duration.ofDays(1),
                        Duration.ofDays(92),
                        Duration.ofDays(3653))
                .flatMap(shift -> Stream.of(shift, shift.negated()));
    }

    @ParameterizedTest
    @MethodSource("shifts")
    void theClockIsSetAndRightAgain(Duration shift) throws IOException {
        String old = token();
        pass(Tokens.LIFE.plusSeconds(62));
        assertExpired(old);
        String fresh = token();
        Instant before = watch.time().instant();

        machine.set(shift);
        // At once, before anybody has looked.
        assertExpired(old);
        assertThat(watch.time().instant()).isAfterOrEqualTo(before);
        pass(Duration.ofSeconds(75));
        assertExpired(old);
        assertThat(deeds).isEmpty();
        boolean far = shift.abs().compareTo(WatchedTime.TOLERANCE) > 0;
        assertThat(watch.isBehind()).isEqualTo(far && shift.isNegative());
        assertThat(recorded().stream().anyMatch(it -> it.contains("\"TimeBehind\"")))
                .isEqualTo(far && shift.isNegative());
        assertThat(recorded().stream().anyMatch(it -> it.contains("\"TimeAhead\"")))
                .isEqualTo(far && !shift.isNegative());
        if (shift.compareTo(Duration.ofDays(365)) < 0) {
            assertGood(token());
        }
        if (shift.isNegative()) {
            assertGood(fresh);
        }
        restarted(shift);

        machine.set(shift.negated());
        pass(Duration.ofSeconds(75));
        assertThat(watch.isBehind()).isFalse();
        assertThat(watch.status().standing()).isEqualTo(WatchedTime.Standing.RIGHT);
        assertThat(Duration.between(machine.wall(), watch.time().instant()).abs())
                .isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertExpired(old);
        assertGood(fresh);
        assertGood(token());
        assertThat(deeds).isEmpty();

        restarted(Duration.ZERO);
        assertGood(fresh);
        assertGood(token());
        pass(Duration.ofHours(1));
        assertThat(deeds).isEmpty();
    }

    /// A process that ends and another that begins, while the clock is off; where the other doesn't
    /// begin, the first goes on.
    private void restarted(Duration shift) throws IOException {
        watch.close();
        if (shift.plus(Duration.ofMinutes(5)).isNegative()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(VaultException.class)
                    .hasMessageMatching(
                            "(?s).*(this deployment was used until 2026-11-24T11:02|this Java was"
                                    + " made on ).*--accept-clock.*");
            return;
        }
        open();
        pass(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @MethodSource("frozen")
    void theClockStandsStill(Duration still) {
        String token = token();
        machine.freeze();
        pass(still);
        assertThat(watch.isBehind()).isTrue();
        assertThat(deeds).isEmpty();
        if (still.compareTo(Tokens.LIFE) > 0) {
            assertExpired(token);
        } else {
            assertGood(token);
        }
        assertGood(token());
    }

    static Stream<Duration> frozen() {
        return Stream.of(Duration.ofMinutes(10), Duration.ofMinutes(70));
    }
}
