package dev.keyward.vault;

import dev.keyward.crypto.KeyFile;
import dev.keyward.model.Bug;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultName;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import dev.keyward.testing.FakeClock;
import dev.keyward.testing.SeededRandom;
import dev.keyward.vault.certificates.CertificateIssuers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A deployment in memory for tests of this room.
final class World implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    static final TenantId TENANT =
            new TenantId(UUID.fromString("11111111-1111-4111-8111-111111111111"));
    static final UUID SUBSCRIPTION = UUID.fromString("22222222-2222-4222-8222-222222222222");
    private static final byte[] RECORD = {'{', '}'};

    final FakeClock clock = new FakeClock(START);
    final SeededRandom random = new SeededRandom(1);
    final Store store = Store.inMemory();
    final Path keyFile;
    SealedStore records;
    Vaults vaults;
    VaultSecrets secrets;
    VaultKeys keys;
    VaultCertificates certificates;
    VaultIssuers issuers;
    Enrolments enrolments;
    Renewals renewals;
    final SlowAuthority authority = new SlowAuthority();
    final List<Deed> events = new ArrayList<>();

    World(Path directory) throws IOException {
        this.keyFile = directory.resolve("root.key");
        this.records = SealedStore.open(store, KeyFile.openOrCreate(keyFile, random), random);
        this.vaults = Vaults.open(records, store, clock, random);
        Foundation foundation = foundation();
        this.secrets = new VaultSecrets(foundation);
        this.keys = new VaultKeys(foundation);
        certificates(foundation);
    }

    /// As after a restart: the same rows, nothing in memory.
    void reopen() {
        records.close();
        try {
            records = SealedStore.open(store, KeyFile.open(keyFile, random), random);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        vaults = Vaults.open(records, store, clock, random);
        Foundation foundation = foundation();
        secrets = new VaultSecrets(foundation);
        keys = new VaultKeys(foundation);
        certificates(foundation);
    }

    private void certificates(Foundation foundation) {
        issuers = new VaultIssuers(foundation, new CertificateIssuers(List.of(authority)));
        certificates =
                new VaultCertificates(foundation, keys, secrets, issuers, ContactLetters.NONE);
        enrolments = new Enrolments(foundation, certificates, issuers, this::happened);
        renewals = new Renewals(foundation, certificates, enrolments, this::happened);
    }

    private byte[] happened(Deed event) {
        events.add(event);
        return RECORD;
    }

    /// How many records of one kind were attended to.
    int attended(Chore chore) {
        return new Upkeep(records, clock, List.of(chore)).round().attended();
    }

    /// The background work, with what it did going to the list.
    Upkeep upkeep(List<Deed> deeds) {
        Function<Deed, byte[]> evidence =
                deed -> {
                    deeds.add(deed);
                    return RECORD;
                };
        return new Upkeep(
                records,
                clock,
                List.of(
                        new VaultChore(vaults, evidence),
                        secrets.chore(evidence),
                        keys.chore(evidence),
                        certificates.chore(evidence),
                        enrolments,
                        renewals));
    }

    Foundation foundation() {
        return new Foundation(records, store, vaults, clock, random);
    }

    static VaultSettings settings(RecoveryLevel recovery) {
        return new VaultSettings(
                Sku.STANDARD, Map.of(), EnabledFor.NOTHING, recovery, false, true, null, List.of());
    }

    Vault newVault(String name, RecoveryLevel recovery) {
        return new Vault(
                vaults.newId(),
                new VaultName(name),
                TENANT,
                new Placement(SUBSCRIPTION, "Group01", "local"),
                settings(recovery),
                Trail.start(clock.instant(), "tester"));
    }

    Vault vault(String name, RecoveryLevel recovery) {
        return done(vaults.create(newVault(name, recovery), () -> RECORD));
    }

    Vault vault(String name) {
        return vault(name, new RecoveryLevel(90, false));
    }

    static byte[] audited() {
        return RECORD;
    }

    Secret set(Vault vault, String name, String value) {
        return done(
                secrets.set(
                        vault,
                        new ObjectName(name),
                        new NewSecret(
                                SecretBytes.ofUtf8(value), null, Tags.NONE, AttributeChange.NONE),
                        _ -> RECORD));
    }

    Secret update(Vault vault, String name, @Nullable String version, SecretChange change) {
        return done(secrets.update(vault, new ObjectName(name), version, change, _ -> RECORD));
    }

    Secret enable(Vault vault, String name, @Nullable String version, boolean enabled) {
        return update(
                vault,
                name,
                version,
                new SecretChange(null, null, new AttributeChange(enabled, null, null)));
    }

    String value(Vault vault, String name, @Nullable String version) {
        return secrets.get(vault, new ObjectName(name), version)
                .value()
                .toUtf8(SecretAccess.request());
    }

    Secret delete(Vault vault, String name) {
        return done(secrets.lifeCycle().delete(vault, new ObjectName(name), _ -> RECORD));
    }

    /// Waits, and throws what the stage failed with.
    static <T extends @Nullable Object> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw Bug.because("a stage failed", failed);
        }
    }

    /// What the action is refused with.
    static VaultError refusal(Runnable action) {
        try {
            action.run();
        } catch (VaultException refused) {
            return refused.error();
        }
        throw new AssertionError("it wasn't refused");
    }

    @Override
    public void close() {
        records.close();
        store.close();
    }
}
