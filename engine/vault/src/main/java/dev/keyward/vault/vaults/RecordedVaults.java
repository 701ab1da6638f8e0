package dev.keyward.vault.vaults;

import dev.keyward.model.Deletion;
import dev.keyward.model.DeploymentTime;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.model.VaultName;
import dev.keyward.records.NewScope;
import dev.keyward.records.RecordChange;
import dev.keyward.records.Sealed;
import dev.keyward.records.SealedStore;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.Entities;
import dev.keyward.records.entities.EntityStore;
import dev.keyward.store.Change;
import dev.keyward.store.Store;
import dev.keyward.vault.rows.Attempts;
import dev.keyward.vault.rows.Times;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// [Vaults] as entities of a sealed store, each with a scope of its own.
final class RecordedVaults implements Vaults {
    private static final String TYPE = "Microsoft.KeyVault/vaults";

    private final SealedStore records;
    private final EntityStore store;
    private final Entities<VaultRecord> vaults;
    private final DeploymentTime clock;
    private final SecureRandom random;

    private final Store rows;
    private final Room room;
    private final List<Consumer<VaultId>> goneListeners = new CopyOnWriteArrayList<>();
    private final List<Function<Vault, List<Sealed>>> policyWatchers = new CopyOnWriteArrayList<>();

    RecordedVaults(
            SealedStore records,
            Store store,
            DeploymentTime clock,
            SecureRandom random,
            Allowance allowance) {
        this.records = records;
        this.rows = store;
        this.store = EntityStore.open(records, store, List.of(VaultRecord.KIND, Place.KIND));
        this.room = new Room(records, this.store, allowance);
        this.vaults = this.store.of(VaultRecord.KIND);
        this.clock = clock;
        this.random = random;
        records.follow(Set.of(), this::committed);
    }

    private void committed(List<RecordChange> group) {
        for (RecordChange change : group) {
            if (change instanceof RecordChange.ScopeEnded) {
                forget(change.vault());
            }
        }
    }

    @Override
    public Optional<Vault> reach(VaultName name) {
        requireUndamaged(name);
        Optional<Vault> vault = find(name);
        vault.ifPresent(found -> records.requireSound(found.id()));
        return vault;
    }

    @Override
    public Map<String, String> damaged() {
        return Map.copyOf(vaults.damaged());
    }

    private void requireUndamaged(VaultName name) {
        vaults.damage(name.canonical())
                .ifPresent(what -> {
                    throw new VaultException(new VaultError.IntegrityFailure(what));
                });
    }

    @Override
    public Vault repair(
            VaultName name,
            TenantId tenant,
            Placement placement,
            String who,
            @Nullable VaultId id,
            Supplier<byte[]> evidence) {
        VaultRecord record =
                held(name)
                        .orElseGet(() ->
                                new VaultRecord(
                                        new LostVaults(records, vaults)
                                                .remade(
                                                        name,
                                                        tenant,
                                                        placement,
                                                        Trail.start(Times.now(clock), who),
                                                        id),
                                        null));
        store.replaceDamaged(vaults, record, evidence);
        return record.vault();
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
        return held(name).filter(VaultRecord::isLive).map(VaultRecord::vault);
    }

    @Override
    public Optional<Vault> find(VaultId id) {
        return live(vaults.list(VaultRecord.ID, id)).findFirst();
    }

    @Override
    public List<Vault> list(UUID subscriptionId) {
        return live(vaults.list(VaultRecord.SUBSCRIPTION, subscriptionId)).toList();
    }

    @Override
    public List<Vault> list(UUID subscriptionId, String resourceGroup) {
        return live(vaults.list(VaultRecord.SUBSCRIPTION, subscriptionId))
                .filter(vault -> vault.placement().resourceGroup().equalsIgnoreCase(resourceGroup))
                .toList();
    }

    @Override
    public List<Vault> list() {
        return live(vaults.all()).toList();
    }

    private static Stream<Vault> live(Collection<VaultRecord> some) {
        return byName(some).filter(VaultRecord::isLive).map(VaultRecord::vault);
    }

    private static Stream<VaultRecord> byName(Collection<VaultRecord> some) {
        return some.stream()
                .sorted(Comparator.comparing(record -> record.vault().name().canonical()));
    }

    @Override
    public Optional<DeletedVault> findDeleted(VaultName name) {
        return held(name).flatMap(VaultRecord::deleted);
    }

    @Override
    public List<DeletedVault> listDeleted(UUID subscriptionId) {
        return byName(vaults.list(VaultRecord.SUBSCRIPTION, subscriptionId))
                .flatMap(record -> record.deleted().stream())
                .toList();
    }

    @Override
    public boolean isAvailable(VaultName name) {
        return held(name).isEmpty() && vaults.damage(name.canonical()).isEmpty();
    }

    /// Live or deleted.
    private Optional<VaultRecord> held(VaultName name) {
        return vaults.find(name.canonical());
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
    public long count(UUID subscriptionId, String location) {
        return room.vaults(new Place(subscriptionId, location));
    }

    @Override
    public long countObjects(UUID subscriptionId, String location) {
        return room.objects(new Place(subscriptionId, location));
    }

    @Override
    public CompletionStage<Vault> create(Vault vault, long most, Supplier<byte[]> evidence) {
        Place place = Place.of(vault.placement());
        return room.inTurn(
                place,
                () ->
                        create(
                                vault,
                                () -> {
                                    Batch adding = room.adding(place);
                                    room.requireVault(place, most);
                                    return adding;
                                },
                                evidence));
    }

    @Override
    public CompletionStage<Vault> create(Vault vault, Supplier<byte[]> evidence) {
        return create(vault, store::batch, evidence);
    }

    /// @param batch made for each attempt; may refuse
    private CompletionStage<Vault> create(
            Vault vault, Supplier<Batch> batch, Supplier<byte[]> evidence) {
        return attempt(
                vault.name(),
                () -> {
                    requireUndamaged(vault.name());
                    held(vault.name()).ifPresent(taken -> refuse(vault, taken));
                    NewScope scope = records.newVault(vault.id(), vault.tenantId());
                    return batch.get()
                            .create(vaults, new VaultRecord(vault, null))
                            .also(scope::put)
                            .commit(vault, evidence);
                });
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> write(
            VaultId vault, List<Sealed> written, Change<T> change) {
        long more = records.vault(vault).added(written);
        Placement placement =
                more == 0
                        ? null
                        : find(vault)
                                .map(Vault::placement)
                                .filter(room::limitsObjects)
                                .orElse(null);
        if (placement == null) {
            return rows.change(change);
        }
        Place place = Place.of(placement);
        return room.inTurn(
                place,
                () -> {
                    Batch adding = room.adding(place);
                    room.requireObjects(placement, more);
                    return rows.change(tx -> {
                        adding.write(tx);
                        return change.apply(tx);
                    });
                });
    }

    @Override
    public void requireRoom(VaultId vault) {
        find(vault).ifPresent(found -> room.requireObjects(found.placement(), 1));
    }

    private static void refuse(Vault wanted, VaultRecord taken) {
        boolean ours =
                taken.vault()
                        .placement()
                        .subscriptionId()
                        .equals(wanted.placement().subscriptionId());
        throw new VaultException(
                !taken.isLive() && ours
                        ? new VaultError.VaultIsDeleted(wanted.name())
                        : new VaultError.VaultAlreadyExists(wanted.name()));
    }

    @Override
    public CompletionStage<Vault> update(Vault next, Supplier<byte[]> evidence) {
        return attempt(
                next.name(),
                () -> {
                    VaultRecord current = live(next.name(), next.placement());
                    current.vault().requireChangeableTo(next);
                    List<Sealed> told = told(current.vault(), next);
                    return store.batch()
                            .replace(vaults, current, current.with(next))
                            .also(tx -> records.vault(next.id()).put(tx, told))
                            .commit(next, evidence);
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

    @Override
    public CompletionStage<Optional<DeletedVault>> delete(
            VaultName name, Supplier<byte[]> evidence) {
        return attempt(
                name,
                () -> {
                    VaultRecord current = live(name, null);
                    int days = current.vault().settings().recovery().retentionDays();
                    if (days == 0) {
                        return erase(current, evidence)
                                .thenApply(_ -> Optional.<DeletedVault>empty());
                    }
                    Instant now = Times.now(clock);
                    VaultRecord next =
                            current.with(new Deletion(now, now.plus(Duration.ofDays(days))));
                    return store.batch()
                            .replace(vaults, current, next)
                            .commit(next.deleted(), evidence);
                });
    }

    @Override
    public CompletionStage<Vault> recover(VaultName name, Supplier<byte[]> evidence) {
        return attempt(
                name,
                () -> {
                    VaultRecord current =
                            deleted(
                                    name,
                                    new VaultError.SoftDeletedVaultDoesNotExist(name.value()));
                    return store.batch()
                            .replace(vaults, current, new VaultRecord(current.vault(), null))
                            .commit(current.vault(), evidence);
                });
    }

    @Override
    public CompletionStage<@Nullable Void> purge(VaultName name, Supplier<byte[]> evidence) {
        return attempt(
                name,
                () -> {
                    VaultRecord current =
                            deleted(name, new VaultError.DeletedVaultNotFound(name.value()));
                    if (current.vault().settings().recovery().purgeProtection()
                            && !isDue(current)) {
                        throw new VaultException(new VaultError.PurgeProtected());
                    }
                    return erase(current, evidence);
                });
    }

    private boolean isDue(VaultRecord record) {
        Deletion deletion = record.deletion();
        return deletion != null && !deletion.scheduledPurge().isAfter(clock.certain());
    }

    /// The record goes, the key goes with it, and then nothing of the vault can be read again.
    private CompletionStage<@Nullable Void> erase(VaultRecord record, Supplier<byte[]> evidence) {
        return store.batch()
                .delete(vaults, record)
                .also(tx -> records.eraseVault(tx, record.vault().id()))
                .commit(null, evidence);
    }

    private <T extends @Nullable Object> CompletionStage<T> attempt(
            VaultName name, Supplier<CompletionStage<T>> change) {
        return Attempts.run(() ->
                change.get()
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                store.lookAgain(vaults, name.canonical());
                            }
                        }));
    }

    private VaultRecord deleted(VaultName name, VaultError otherwise) {
        requireUndamaged(name);
        return held(name)
                .filter(record -> !record.isLive())
                .orElseThrow(() -> new VaultException(otherwise));
    }

    private VaultRecord live(VaultName name, @Nullable Placement placement) {
        requireUndamaged(name);
        return held(name)
                .filter(VaultRecord::isLive)
                .orElseThrow(() ->
                        new VaultException(
                                new VaultError.ResourceNotFound(
                                        TYPE,
                                        name.value(),
                                        placement == null ? "" : placement.resourceGroup())));
    }
}
