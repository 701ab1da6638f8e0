package dev.keyward.vault.vaults;

import dev.keyward.model.Deletion;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.model.VaultName;
import dev.keyward.records.Draft;
import dev.keyward.records.NewScope;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Page;
import dev.keyward.store.Store;
import dev.keyward.vault.rows.Attempts;
import dev.keyward.vault.rows.RowState;
import dev.keyward.vault.rows.Times;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// [Vaults] in the system scope of a sealed store, every record also in memory.
final class RecordedVaults implements Vaults {
    private static final String KIND = SealedStore.VAULT_KIND;
    private static final String TYPE = "Microsoft.KeyVault/vaults";
    private static final int LOAD_PAGE = 1_000;
    private static final int LONGEST_RETENTION = 90;

    private final SealedStore records;
    private final RecordScope system;
    private final Store store;
    private final InstantSource clock;
    private final SecureRandom random;
    private final List<Consumer<VaultId>> goneListeners = new CopyOnWriteArrayList<>();

    private final List<Function<Vault, List<Sealed>>> policyWatchers = new CopyOnWriteArrayList<>();

    /// By canonical name; what is in it was committed.
    private final ConcurrentMap<String, Entry> known = new ConcurrentSkipListMap<>();

    /// What is wrong with those whose record was changed, by canonical name.
    private final ConcurrentMap<String, String> damaged = new ConcurrentSkipListMap<>();

    private record Entry(VaultCodec.Row row, long revision) {
        boolean isLive() {
            return row.deletion() == null;
        }
    }

    RecordedVaults(SealedStore records, Store store, InstantSource clock, SecureRandom random) {
        this.records = records;
        this.system = records.system();
        this.store = store;
        this.clock = clock;
        this.random = random;
        load();
    }

    private void load() {
        String after = "";
        int rows;
        do {
            List<String> names = new ArrayList<>();
            system.list(
                            new Page(system.id(), KIND, null, after, "", null, LOAD_PAGE),
                            bad -> {
                                names.add(bad.id().name());
                                damaged.put(bad.id().name(), bad.what());
                            })
                    .forEach(record -> {
                        names.add(record.id().name());
                        take(record);
                    });
            rows = names.size();
            after = names.stream().max(Comparator.naturalOrder()).orElse(after);
        } while (rows == LOAD_PAGE);
    }

    private void take(OpenRecord record) {
        String name = record.id().name();
        try {
            known.put(name, entry(record));
            damaged.remove(name);
        } catch (VaultException bad) {
            refuse(name, bad);
        }
    }

    private void refuse(String name, VaultException bad) {
        if (!(bad.error() instanceof VaultError.IntegrityFailure(String what))) {
            throw bad;
        }
        damaged.put(name, what);
        known.remove(name);
    }

    private static Entry entry(OpenRecord record) {
        try (SecretBytes payload = record.payload().orElseThrow(() -> Times.malformed(KIND))) {
            return new Entry(VaultCodec.read(record.clear(), payload), record.revision());
        }
    }

    /// Takes over what was committed last. Reading inside the lock makes an older state unable to
    /// overwrite a newer one.
    private synchronized void reload(VaultName name) {
        try {
            system.get(idOf(name))
                    .ifPresentOrElse(this::take, () -> known.remove(name.canonical()));
        } catch (VaultException bad) {
            refuse(name.canonical(), bad);
        }
    }

    @Override
    public Optional<Vault> reach(VaultName name) {
        String what = damaged.isEmpty() ? null : damaged.get(name.canonical());
        if (what != null) {
            throw new VaultException(new VaultError.IntegrityFailure(what));
        }
        Optional<Vault> vault = find(name);
        vault.ifPresent(found -> records.requireSound(found.id()));
        return vault;
    }

    @Override
    public Map<String, String> damaged() {
        return Map.copyOf(damaged);
    }

    @Override
    public Vault repair(
            VaultName name,
            TenantId tenant,
            Placement placement,
            String who,
            @Nullable VaultId id,
            Supplier<byte[]> evidence) {
        Entry inMemory = known.get(name.canonical());
        VaultCodec.Row row =
                inMemory != null
                        ? inMemory.row
                        : new VaultCodec.Row(
                                bare(name, tenant, placement, who, lost(tenant, id)), null);
        records.replaceDamaged(
                idOf(name), revision -> seal(row.vault(), row.deletion(), revision), evidence);
        reload(name);
        return row.vault();
    }

    /// The one vault without a record, by its key.
    private VaultId lost(TenantId tenant, @Nullable VaultId id) {
        List<VaultId> lost = new ArrayList<>(records.vaults());
        known.values().forEach(entry -> lost.remove(entry.row.vault().id()));
        if (id == null ? lost.size() != 1 : !lost.contains(id)) {
            throw refused("vaultId", "one of the vaults that have no record: " + lost);
        }
        VaultId found = id == null ? lost.getFirst() : id;
        if (!records.tenant(found).equals(tenant)) {
            throw refused("subscriptionId", "of the tenant " + records.tenant(found));
        }
        return found;
    }

    private Vault bare(
            VaultName name, TenantId tenant, Placement placement, String who, VaultId id) {
        return new Vault(
                id,
                name,
                tenant,
                placement,
                new VaultSettings(
                        Sku.STANDARD,
                        Map.of(),
                        EnabledFor.NOTHING,
                        new RecoveryLevel(LONGEST_RETENTION, true),
                        false,
                        true,
                        null,
                        List.of()),
                Trail.start(Times.now(clock), who));
    }

    @Override
    public void forget(VaultId vault) {
        goneListeners.forEach(listener -> listener.accept(vault));
    }

    @Override
    public void onGone(Consumer<VaultId> listener) {
        goneListeners.add(listener);
    }

    @Override
    public void onPoliciesChanged(Function<Vault, List<Sealed>> made) {
        policyWatchers.add(made);
    }

    @Override
    public Optional<Vault> find(VaultName name) {
        Entry entry = known.get(name.canonical());
        return entry != null && entry.isLive() ? Optional.of(entry.row.vault()) : Optional.empty();
    }

    @Override
    public Optional<Vault> find(VaultId id) {
        return live().filter(vault -> vault.id().equals(id)).findFirst();
    }

    @Override
    public List<Vault> list(UUID subscriptionId) {
        return live().filter(in(subscriptionId)).toList();
    }

    @Override
    public List<Vault> list(UUID subscriptionId, String resourceGroup) {
        return live().filter(in(subscriptionId))
                .filter(vault -> vault.placement().resourceGroup().equalsIgnoreCase(resourceGroup))
                .toList();
    }

    @Override
    public List<Vault> list() {
        return live().toList();
    }

    @Override
    public Optional<DeletedVault> findDeleted(VaultName name) {
        Entry entry = known.get(name.canonical());
        return entry == null ? Optional.empty() : deleted(entry.row);
    }

    @Override
    public List<DeletedVault> listDeleted(UUID subscriptionId) {
        return known.values().stream()
                .flatMap(entry -> deleted(entry.row).stream())
                .filter(deleted -> in(subscriptionId).test(deleted.vault()))
                .toList();
    }

    @Override
    public boolean isAvailable(VaultName name) {
        return !known.containsKey(name.canonical()) && !damaged.containsKey(name.canonical());
    }

    @Override
    public VaultId newId() {
        // Version 4 (RFC 9562 5.4), from the given randomness.
        return new VaultId(
                new UUID(
                        random.nextLong() & ~0xF000L | 0x4000L,
                        random.nextLong() >>> 2 | Long.MIN_VALUE));
    }

    @Override
    public CompletionStage<Vault> create(Vault vault, Supplier<byte[]> evidence) {
        return Attempts.run(() -> {
            system.get(idOf(vault.name())).ifPresent(taken -> refuse(vault, taken));
            NewScope scope = records.newVault(vault.id(), vault.tenantId());
            Sealed record = seal(vault, null, 0);
            return store.<Vault>change(
                            tx -> {
                                system.put(tx, record);
                                scope.put(tx);
                                tx.evidence(evidence.get());
                                return vault;
                            })
                    .whenComplete((_, _) -> reload(vault.name()));
        });
    }

    private static void refuse(Vault wanted, OpenRecord taken) {
        Entry entry = entry(taken);
        boolean ours =
                entry.row
                        .vault()
                        .placement()
                        .subscriptionId()
                        .equals(wanted.placement().subscriptionId());
        throw new VaultException(
                !entry.isLive() && ours
                        ? new VaultError.VaultIsDeleted(wanted.name())
                        : new VaultError.VaultAlreadyExists(wanted.name()));
    }

    @Override
    public CompletionStage<Vault> update(Vault next, Supplier<byte[]> evidence) {
        return Attempts.run(() -> {
            Entry current = liveEntry(next.name(), next.placement());
            check(current.row.vault(), next);
            Sealed record = seal(next, null, current.revision);
            List<Sealed> told = told(current.row.vault(), next);
            return store.<Vault>change(
                            tx -> {
                                system.put(tx, record);
                                records.vault(next.id()).put(tx, told);
                                tx.evidence(evidence.get());
                                return next;
                            })
                    .whenComplete((_, _) -> reload(next.name()));
        });
    }

    /// What is written of a change of the policies, or of who is asked: them or roles.
    private List<Sealed> told(Vault current, Vault next) {
        VaultSettings was = current.settings();
        VaultSettings will = next.settings();
        boolean same =
                was.rbac() == will.rbac() && was.accessPolicies().equals(will.accessPolicies());
        return same
                ? List.of()
                : policyWatchers.stream().flatMap(watcher -> watcher.apply(next).stream()).toList();
    }

    /// The rules of management-plane.md, section 2.2: what is on stays on, what is fixed stays so.
    private static void check(Vault current, Vault next) {
        if (!current.id().equals(next.id())
                || !current.placement().location().equalsIgnoreCase(next.placement().location())) {
            throw refused("location", "as it was when the vault was made");
        }
        if (!current.tenantId().equals(next.tenantId())) {
            // All records of the vault are bound to it (security.md, section 4.2).
            throw refused("tenantId", "as it was when the vault was made");
        }
        var was = current.settings().recovery();
        var will = next.settings().recovery();
        if (was.retentionDays() != 0 && will.retentionDays() == 0) {
            throw refused("enableSoftDelete", "true once it was");
        }
        if (was.retentionDays() != 0 && was.retentionDays() != will.retentionDays()) {
            throw refused("softDeleteRetentionInDays", "as it was when the vault was made");
        }
        if (was.purgeProtection() && !will.purgeProtection()) {
            throw refused("enablePurgeProtection", "true once it was");
        }
    }

    @Override
    public CompletionStage<Optional<DeletedVault>> delete(
            VaultName name, Supplier<byte[]> evidence) {
        return Attempts.run(() -> {
            Entry current = liveEntry(name, null);
            Vault vault = current.row.vault();
            int days = vault.settings().recovery().retentionDays();
            if (days == 0) {
                return erase(vault, current.revision, evidence)
                        .thenApply(_ -> Optional.<DeletedVault>empty());
            }
            Instant now = Times.now(clock);
            Deletion deletion = new Deletion(now, now.plus(Duration.ofDays(days)));
            Sealed record = seal(vault, deletion, current.revision);
            return store.<Optional<DeletedVault>>change(
                            tx -> {
                                system.put(tx, record);
                                tx.evidence(evidence.get());
                                return deleted(new VaultCodec.Row(vault, deletion));
                            })
                    .whenComplete((_, _) -> reload(name));
        });
    }

    @Override
    public CompletionStage<Vault> recover(VaultName name, Supplier<byte[]> evidence) {
        return Attempts.run(() -> {
            Entry current =
                    committed(name)
                            .filter(entry -> !entry.isLive())
                            .orElseThrow(() ->
                                    new VaultException(
                                            new VaultError.SoftDeletedVaultDoesNotExist(
                                                    name.value())));
            Vault vault = current.row.vault();
            Sealed record = seal(vault, null, current.revision);
            return store.<Vault>change(
                            tx -> {
                                system.put(tx, record);
                                tx.evidence(evidence.get());
                                return vault;
                            })
                    .whenComplete((_, _) -> reload(name));
        });
    }

    @Override
    public CompletionStage<@Nullable Void> purge(VaultName name, Supplier<byte[]> evidence) {
        return Attempts.run(() -> {
            Entry current =
                    committed(name)
                            .filter(entry -> !entry.isLive())
                            .orElseThrow(() ->
                                    new VaultException(
                                            new VaultError.DeletedVaultNotFound(name.value())));
            Vault vault = current.row.vault();
            if (vault.settings().recovery().purgeProtection() && !isDue(current)) {
                throw new VaultException(new VaultError.PurgeProtected());
            }
            return erase(vault, current.revision, evidence);
        });
    }

    private boolean isDue(Entry entry) {
        Deletion deletion = entry.row.deletion();
        return deletion != null && !deletion.scheduledPurge().isAfter(clock.instant());
    }

    /// The record goes, the key goes with it, and then nothing of the vault can be read again.
    private CompletionStage<@Nullable Void> erase(
            Vault vault, long revision, Supplier<byte[]> evidence) {
        // Sealing once more is how the revision is checked inside the change.
        Sealed last = seal(vault, new Deletion(Instant.EPOCH, Instant.EPOCH), revision);
        return store.<@Nullable Void>change(
                        tx -> {
                            system.put(tx, last);
                            system.delete(tx, idOf(vault.name()));
                            records.eraseVault(tx, vault.id());
                            tx.evidence(evidence.get());
                            return null;
                        })
                .whenComplete((_, failure) -> {
                    reload(vault.name());
                    if (failure == null) {
                        records.dropVault(vault.id());
                        forget(vault.id());
                    }
                });
    }

    private Sealed seal(Vault vault, @Nullable Deletion deletion, long expectedRevision) {
        try (SecretBytes payload = VaultCodec.payload(vault)) {
            return system.seal(
                    new Draft(
                            idOf(vault.name()),
                            expectedRevision,
                            (deletion == null ? RowState.ACTIVE : RowState.DELETED).number(),
                            deletion == null ? 0 : deletion.scheduledPurge().getEpochSecond(),
                            VaultCodec.clear(vault, deletion),
                            payload));
        }
    }

    private Optional<Entry> committed(VaultName name) {
        return system.get(idOf(name)).map(RecordedVaults::entry);
    }

    private Entry liveEntry(VaultName name, @Nullable Placement placement) {
        return committed(name)
                .filter(Entry::isLive)
                .orElseThrow(() ->
                        new VaultException(
                                new VaultError.ResourceNotFound(
                                        TYPE,
                                        name.value(),
                                        placement == null ? "" : placement.resourceGroup())));
    }

    private Stream<Vault> live() {
        return known.values().stream().filter(Entry::isLive).map(entry -> entry.row.vault());
    }

    private static Predicate<Vault> in(UUID subscriptionId) {
        return vault -> vault.placement().subscriptionId().equals(subscriptionId);
    }

    private static Optional<DeletedVault> deleted(VaultCodec.Row row) {
        Deletion deletion = row.deletion();
        return deletion == null
                ? Optional.empty()
                : Optional.of(
                        new DeletedVault(
                                row.vault(), deletion.deleted(), deletion.scheduledPurge()));
    }

    private static RecordId idOf(VaultName name) {
        return RecordId.of(KIND, name.canonical());
    }

    private static VaultException refused(String parameter, String mustBe) {
        return new VaultException(new VaultError.BadParameter(parameter, mustBe));
    }
}
