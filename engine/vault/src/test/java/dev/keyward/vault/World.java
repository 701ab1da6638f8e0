package dev.keyward.vault;

import dev.keyward.crypto.memory.KeyMemory;
import dev.keyward.crypto.sealing.KeyFile;
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
import dev.keyward.vault.certificates.Enrolments;
import dev.keyward.vault.certificates.Renewals;
import dev.keyward.vault.certificates.VaultCertificates;
import dev.keyward.vault.contacts.ContactLetters;
import dev.keyward.vault.issuers.CertificateIssuers;
import dev.keyward.vault.issuers.VaultIssuers;
import dev.keyward.vault.keys.VaultKeys;
import dev.keyward.vault.objects.AttributeChange;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.secrets.NewSecret;
import dev.keyward.vault.secrets.Secret;
import dev.keyward.vault.secrets.SecretChange;
import dev.keyward.vault.secrets.VaultSecrets;
import dev.keyward.vault.upkeep.Chore;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.upkeep.Upkeep;
import dev.keyward.vault.upkeep.VaultChore;
import dev.keyward.vault.vaults.EnabledFor;
import dev.keyward.vault.vaults.Placement;
import dev.keyward.vault.vaults.Sku;
import dev.keyward.vault.vaults.Trail;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.VaultSettings;
import dev.keyward.vault.vaults.Vaults;
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
public final class World implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    public static final TenantId TENANT =
            new TenantId(UUID.fromString("11111111-1111-4111-8111-111111111111"));
    public static final UUID SUBSCRIPTION = UUID.fromString("22222222-2222-4222-8222-222222222222");
    private static final byte[] RECORD = {'{', '}'};

    public final FakeClock clock = new FakeClock(START);
    public final SeededRandom random = new SeededRandom(1);
    public final Store store = Store.inMemory();
    public final Path keyFile;
    public SealedStore records;
    public Vaults vaults;
    public VaultSecrets secrets;
    public VaultKeys keys;
    public VaultCertificates certificates;
    public VaultIssuers issuers;
    public Enrolments enrolments;
    public Renewals renewals;
    public final SlowAuthority authority = new SlowAuthority();
    public final List<Deed> events = new ArrayList<>();

    /// How many objects the subscription may have; null for no limit.
    public volatile @Nullable Long mostObjects;

    public World(Path directory) throws IOException {
        this.keyFile = directory.resolve("root.key");
        this.records = node(KeyFile.openOrCreate(keyFile, random), SealedStore.ONLY_NODE);
        this.vaults = vaults(records);
        Foundation foundation = foundation();
        this.secrets = new VaultSecrets(foundation);
        this.keys = new VaultKeys(foundation);
        certificates(foundation);
    }

    /// As after a restart: the same rows, nothing in memory.
    public void reopen() {
        records.close();
        try {
            records = node(KeyFile.open(keyFile, random), SealedStore.ONLY_NODE);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        vaults = vaults(records);
        Foundation foundation = foundation();
        secrets = new VaultSecrets(foundation);
        keys = new VaultKeys(foundation);
        certificates(foundation);
    }

    /// The store as a node of that name opens it.
    SealedStore node(KeyFile key, String name) {
        return SealedStore.open(store, key, random, KeyMemory.onHeap(), name, VaultObjects.COUNTED);
    }

    Vaults vaults(SealedStore node) {
        return Vaults.open(node, store, clock, random, _ -> mostObjects);
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
    public int attended(Chore chore) {
        return new Upkeep(records, clock, List.of(chore)).round().attended();
    }

    /// The background work, with what it did going to the list.
    public Upkeep upkeep(List<Deed> deeds) {
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

    public Foundation foundation() {
        return new Foundation(records, store, vaults, clock, random);
    }

    public static VaultSettings settings(RecoveryLevel recovery) {
        return new VaultSettings(
                Sku.STANDARD, Map.of(), EnabledFor.NOTHING, recovery, false, true, null, List.of());
    }

    public Vault newVault(String name, RecoveryLevel recovery) {
        return new Vault(
                vaults.newId(),
                new VaultName(name),
                TENANT,
                new Placement(SUBSCRIPTION, "Group01", "local"),
                settings(recovery),
                Trail.start(clock.instant(), "tester"));
    }

    public Vault vault(String name, RecoveryLevel recovery) {
        return done(vaults.create(newVault(name, recovery), () -> RECORD));
    }

    public Vault vault(String name) {
        return vault(name, new RecoveryLevel(90, false));
    }

    public static byte[] audited() {
        return RECORD;
    }

    public Secret set(Vault vault, String name, String value) {
        return done(
                secrets.set(
                        vault,
                        new ObjectName(name),
                        new NewSecret(
                                SecretBytes.ofUtf8(value), null, Tags.NONE, AttributeChange.NONE),
                        _ -> RECORD));
    }

    public Secret update(Vault vault, String name, @Nullable String version, SecretChange change) {
        return done(secrets.update(vault, new ObjectName(name), version, change, _ -> RECORD));
    }

    public Secret enable(Vault vault, String name, @Nullable String version, boolean enabled) {
        return update(
                vault,
                name,
                version,
                new SecretChange(null, null, new AttributeChange(enabled, null, null)));
    }

    public String value(Vault vault, String name, @Nullable String version) {
        return secrets.get(vault, new ObjectName(name), version)
                .value()
                .toUtf8(SecretAccess.request());
    }

    public Secret delete(Vault vault, String name) {
        return done(secrets.lifeCycle().delete(vault, new ObjectName(name), _ -> RECORD));
    }

    /// Waits, and throws what the stage failed with.
    public static <T extends @Nullable Object> T done(CompletionStage<T> stage) {
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
    public static VaultError refusal(Runnable action) {
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
