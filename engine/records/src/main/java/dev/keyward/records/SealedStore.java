package dev.keyward.records;

import dev.keyward.crypto.Hmac;
import dev.keyward.crypto.KeyMemory;
import dev.keyward.crypto.RootKey;
import dev.keyward.crypto.RootKeyProvider;
import dev.keyward.crypto.ScopeKey;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.store.Page;
import dev.keyward.store.Store;
import dev.keyward.store.StoredRecord;
import dev.keyward.store.Transaction;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A store whose records are encrypted, authenticated and bound to their place: the deployment's
/// keys and its scopes. Safe for use by several threads.
///
/// ```java
/// SealedStore sealed = SealedStore.open(store, KeyFile.openOrCreate(path, random), random);
/// RecordScope scope = sealed.vault(id);
/// Sealed record = scope.seal(Draft.create(RecordId.of("secret", "db"), 0, clear, payload));
/// store.change(tx -> { scope.put(tx, record); return null; });
/// ```
public final class SealedStore implements AutoCloseable {
    /// The scope that isn't a vault's: tenants, principals, vaults, keys of scopes.
    public static final String SYSTEM = "system";

    private static final int VAULT_PAGE = 1000;

    private final Store store;
    private final SecureRandom random;
    private final Binding binding;
    private final Failures failures = new Failures();
    private final RecordScope system;
    private final Epoch epoch;
    private final Map<VaultId, RecordScope> vaults = new ConcurrentHashMap<>();
    private volatile Roots roots;

    private SealedStore(
            Store store, SecureRandom random, Roots roots, Binding binding, ScopeKeys systemKeys) {
        this.store = store;
        this.random = random;
        this.roots = roots;
        this.binding = binding;
        Guard guard = new Guard(binding, systemKeys, random, failures);
        this.epoch = new Epoch(guard);
        this.system = new RecordScope(SYSTEM, store, guard, epoch);
    }

    /// [#open(Store, RootKeyProvider, SecureRandom, KeyMemory)] with keys on the heap.
    public static SealedStore open(Store store, RootKeyProvider provider, SecureRandom random) {
        return open(store, provider, random, KeyMemory.onHeap());
    }

    /// Opens the deployment in the store, or makes one where the store is empty.
    ///
    /// @param memory where the keys are kept while it is open
    /// @throws VaultException with `IntegrityFailure` if the provider can't open it, the seal
    ///   record was changed or lacks, or the headers aren't right
    public static SealedStore open(
            Store store, RootKeyProvider provider, SecureRandom random, KeyMemory memory) {
        StoredRecord row =
                store.get(SealRecord.PLACE).orElseGet(() -> create(store, provider, random));
        SealRecord seal = SealRecord.read(row);
        RootKey root = seal.unwrap(provider, memory);
        seal.verify(row, root);
        Binding binding = Binding.ofSystem(seal.deployment());
        byte[] purposeKey = seal.purposeKey();
        Roots roots =
                new Roots(
                        root,
                        purposeKey == null
                                ? root
                                : root.unwrapRoot(purposeKey, binding.purposeKey()));
        ScopeKeys systemKeys =
                new ScopeKeys(roots.unwrap(seal.systemKeys(), binding.scopeKey(SYSTEM)));
        SealedStore sealed = new SealedStore(store, random, roots, binding, systemKeys);
        sealed.deploymentEpoch();
        sealed.system.state();
        return sealed;
    }

    /// Made at first start, never changed.
    public UUID deploymentId() {
        return binding.deployment();
    }

    /// Grows by one at each change; lower than once seen means the store was set back.
    ///
    /// @throws VaultException with `IntegrityFailure`
    public long deploymentEpoch() {
        return epoch.committed(store);
    }

    public RecordScope system() {
        return system;
    }

    /// @throws VaultException with `IntegrityFailure` if the vault's key lacks or was changed
    public RecordScope vault(VaultId vault) {
        RecordScope known = vaults.get(vault);
        return known != null ? known : vaults.computeIfAbsent(vault, this::load);
    }

    /// Every vault there is, deleted ones too, as the store has it now.
    public List<VaultId> vaults() {
        List<VaultId> all = new ArrayList<>();
        String after = "";
        List<OpenRecord> some;
        do {
            some =
                    system.list(
                            new Page(SYSTEM, WrappedKeys.KIND, null, after, "", null, VAULT_PAGE));
            for (OpenRecord record : some) {
                after = record.id().name();
                all.add(new VaultId(UUID.fromString(after)));
            }
        } while (some.size() == VAULT_PAGE);
        return all;
    }

    /// [RecordScope#verifySet] of a vault that may be purged at the same time.
    ///
    /// @return empty if it is gone
    /// @throws VaultException with `IntegrityFailure`
    public Optional<SetState> verify(VaultId vault) {
        RecordId place = WrappedKeys.of(vault);
        if (system.get(place).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(vault(vault).reporting(Failures.quiet()).verifySet());
        } catch (VaultException failed) {
            if (system.get(place).isEmpty()) {
                return Optional.empty();
            }
            throw failures.noted(SetHeader.place(vault.toString()), failed);
        }
    }

    /// A scope for a vault about to be made.
    ///
    /// @param tenant the vault's, to which all its records are bound for as long as it exists
    public NewScope newVault(VaultId vault, TenantId tenant) {
        String id = vault.toString();
        RootKey root = roots.present();
        ScopeKey key = root.newScopeKey(random);
        Binding owned = binding.of(tenant);
        WrappedKeys wrapped =
                new WrappedKeys(tenant, List.of(root.wrap(key, owned.scopeKey(id), random)));
        Sealed record = system.seal(Draft.create(WrappedKeys.of(vault), 0, wrapped.clear(), null));
        return new NewScope(system, scope(id, owned, List.of(key)), record, root.generation());
    }

    /// Erases a vault inside a change: all its records and its key, without which no copy of them
    /// can be read. Call [#dropVault] once the change is durable.
    public void eraseVault(Transaction tx, VaultId vault) {
        tx.deleteScope(vault.toString());
        system.delete(tx, WrappedKeys.of(vault));
    }

    /// Forgets and wipes a vault's key in memory.
    public void dropVault(VaultId vault) {
        RecordScope scope = vaults.remove(vault);
        if (scope != null) {
            scope.dropKeys();
        }
    }

    /// Where records of any scope lie whose time has come, oldest first. None of them is verified,
    /// so that one which was damaged can't hide the others.
    ///
    /// @param untilEpochSecond inclusive
    public List<DueRecord> due(String kind, long untilEpochSecond, int limit) {
        return store.due(kind, untilEpochSecond, limit).stream()
                .map(row -> new DueRecord(row.key().scope(), RecordId.of(row.key())))
                .toList();
    }

    /// A MAC key of the deployment for one purpose; the same label always gives the same key.
    ///
    /// @param label such as `cursor`, `pepper` or `audit`
    public Hmac hmac(String label) {
        return roots.purposes().hmac(label);
    }

    /// A key of the deployment that seals what leaves the store, such as backups of objects; the
    /// same label always gives the same key.
    public ScopeKey sealing(String label) {
        return roots.purposes().sealing(label);
    }

    /// New keys for the deployment and its vaults.
    ///
    /// @param pause called between two changes of a long row of them
    public KeyRotation rotation(Runnable pause) {
        return new KeyRotation(this, pause);
    }

    /// Told of every row that fails its check, in words free of secrets.
    public void onIntegrityFailure(Consumer<String> listener) {
        failures.listen(listener);
    }

    /// How many rows failed their check since the start.
    public long integrityFailures() {
        return failures.count();
    }

    /// Wipes the keys; the store stays open.
    @Override
    public void close() {
        vaults.keySet().forEach(this::dropVault);
        system.dropKeys();
        roots.close();
    }

    private static StoredRecord create(Store store, RootKeyProvider provider, SecureRandom random) {
        UUID deployment = randomUuid(random);
        Binding binding = Binding.ofSystem(deployment);
        try (RootKey root = RootKey.generate(KeyMemory.onHeap(), random);
                ScopeKey systemKey = root.newScopeKey(random)) {
            byte[] wrapped = root.wrapWith(provider, binding.rootKey(root.generation()));
            StoredRecord seal =
                    new SealRecord(
                                    deployment,
                                    1,
                                    root.generation(),
                                    List.of(new SealRecord.Wrapping(provider.id(), wrapped)),
                                    List.of(root.wrap(systemKey, binding.scopeKey(SYSTEM), random)),
                                    null)
                            .row(root);
            ScopeKeys keys = new ScopeKeys(List.of(systemKey));
            Guard guard = new Guard(binding, keys, random, new Failures());
            StoredRecord header = SetHeader.empty().row(SYSTEM, guard);
            StoredRecord firstEpoch = Epoch.first(guard);
            return Stages.join(
                    store.change(tx -> {
                        if (!tx.scan(SYSTEM, null, 1).isEmpty()) {
                            throw new VaultException(
                                    new VaultError.IntegrityFailure(
                                            "the store holds records but no seal record"));
                        }
                        tx.put(seal);
                        tx.put(header);
                        tx.put(firstEpoch);
                        return seal;
                    }));
        }
    }

    private RecordScope load(VaultId vault) {
        RecordId place = WrappedKeys.of(vault);
        OpenRecord record =
                system.get(place)
                        .orElseThrow(() -> failures.because(place.in(SYSTEM), "is missing"));
        String id = vault.toString();
        WrappedKeys wrapped = WrappedKeys.read(record);
        Binding owned = binding.of(wrapped.tenant());
        return scope(id, owned, roots.unwrap(wrapped.keys(), owned.scopeKey(id)));
    }

    private RecordScope scope(String id, Binding owned, List<ScopeKey> keys) {
        return new RecordScope(
                id, store, new Guard(owned, new ScopeKeys(keys), random, failures), epoch);
    }

    Store store() {
        return store;
    }

    SecureRandom random() {
        return random;
    }

    Binding binding() {
        return binding;
    }

    Roots roots() {
        return roots;
    }

    /// For [KeyRotation] alone.
    void useRoots(Roots next) {
        roots = next;
    }

    /// Version 4 (RFC 9562 5.4), from the given randomness.
    private static UUID randomUuid(SecureRandom random) {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() >>> 2 | Long.MIN_VALUE;
        return new UUID(high, low);
    }
}
