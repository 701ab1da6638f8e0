package dev.keyward.records;

import dev.keyward.crypto.memory.KeyMemory;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.crypto.sealing.RootKey;
import dev.keyward.crypto.sealing.RootKeyProvider;
import dev.keyward.crypto.sealing.ScopeKey;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.store.Committed;
import dev.keyward.store.Page;
import dev.keyward.store.Reads;
import dev.keyward.store.RecordKey;
import dev.keyward.store.Store;
import dev.keyward.store.StoredRecord;
import dev.keyward.store.Transaction;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

    /// The kind of the records of the system scope that describe a vault each.
    public static final String VAULT_KIND = "vault";

    /// The node that a deployment of one node has.
    public static final String ONLY_NODE = "node-1";

    private static final int VAULT_PAGE = 1000;

    private final Store store;
    private final SecureRandom random;
    private final Binding binding;
    private final Failures failures = new Failures();
    private final Followers followers = new Followers(this);
    private final RecordScope system;
    private final Epoch epoch;
    private final @Nullable Counted counted;
    private final Map<VaultId, RecordScope> vaults = new ConcurrentHashMap<>();
    private volatile Roots roots;
    private volatile boolean taken;
    private volatile boolean closed;

    private SealedStore(
            Store store,
            SecureRandom random,
            String node,
            Unsealed unsealed,
            @Nullable Counted counted) {
        this.store = store;
        this.counted = counted;
        this.random = random;
        this.roots = unsealed.roots();
        this.binding = unsealed.binding();
        Guard guard = new Guard(binding, unsealed.systemKeys(), random, failures, null);
        this.epoch = new Epoch(guard, roots.purposes(), node);
        this.system = new RecordScope(SYSTEM, store, guard, epoch);
        store.follow(this::committed);
    }

    /// [#open(Store, RootKeyProvider, SecureRandom, KeyMemory, String, Counted)] with keys on the
    /// heap, as the only node, where nothing is counted.
    public static SealedStore open(Store store, RootKeyProvider provider, SecureRandom random) {
        return open(store, provider, random, KeyMemory.onHeap(), ONLY_NODE, null);
    }

    /// Opens the deployment in the store, or makes one where the store is empty. The system's
    /// records are checked whole; damage that concerns single vaults keeps it from opening no more
    /// than others.
    ///
    /// @param memory where the keys are kept while it is open
    /// @param node what this node is called; no two that are open have the same name
    /// @param counted which records of a vault are counted; null for none
    /// @throws VaultException with `IntegrityFailure` if the provider can't open it, the seal
    ///   record was changed or lacks, a record of the system was changed, or records are missing,
    ///   added or older than they were
    public static SealedStore open(
            Store store,
            RootKeyProvider provider,
            SecureRandom random,
            KeyMemory memory,
            String node,
            @Nullable Counted counted) {
        SealedStore sealed = unchecked(store, provider, random, memory, node, counted);
        new SetCheck(sealed).atStart();
        return sealed;
    }

    /// [#open], also where records are missing, added or older: what is there is taken for right
    /// from now on. Changed records are refused as ever.
    public static SealedStore openAsItIs(
            Store store,
            RootKeyProvider provider,
            SecureRandom random,
            KeyMemory memory,
            String node,
            @Nullable Counted counted) {
        SealedStore sealed = unchecked(store, provider, random, memory, node, counted);
        sealed.taken = new SetCheck(sealed).accept();
        return sealed;
    }

    private static SealedStore unchecked(
            Store store,
            RootKeyProvider provider,
            SecureRandom random,
            KeyMemory memory,
            String node,
            @Nullable Counted counted) {
        return new SealedStore(
                store, random, node, Unsealed.of(store, provider, random, memory, node), counted);
    }

    /// Tells of records of these kinds that were written or deleted in any scope, and of scopes
    /// that ended, as [Store#follow] does: group by group, in order, before anybody learns of them,
    /// and on the writer's thread, so that a follower has to be brief, to wait for no change and
    /// not to fail.
    public void follow(Set<String> kinds, Consumer<List<RecordChange>> follower) {
        followers.add(kinds, follower);
    }

    private void committed(List<Committed> group) {
        if (closed) {
            return;
        }
        // First: a follower may have others look at what there is now.
        for (Committed change : group) {
            if (change instanceof Committed.Put(StoredRecord row)
                    && row.key().kind().equals(SetHeader.KIND)
                    && !row.key().scope().equals(SYSTEM)) {
                RecordScope scope = vaults.get(new VaultId(UUID.fromString(row.key().scope())));
                if (scope != null) {
                    scope.changed();
                }
            }
        }
        followers.tell(group);
        for (Committed change : group) {
            if (change instanceof Committed.Deleted(RecordKey key) && WrappedKeys.isKey(key)) {
                vaultNamed(key).ifPresent(this::dropVault);
            }
        }
    }

    /// Whether a record of the system concerns one vault alone, so that damage to it is that
    /// vault's and nobody else's (security.md, section 4.3).
    public static boolean concernsOneVault(RecordId record) {
        return SetHeader.isApart(record.in(SYSTEM));
    }

    /// Whether [#openAsItIs] took another set of records for right than was last written.
    public boolean wasTakenAsItIs() {
        return taken;
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

    /// Whether the store was made and nothing was ever written since: what no later state of it can
    /// be made to look like, but for a store made anew.
    ///
    /// @throws VaultException with `IntegrityFailure`
    public boolean isUntouched() {
        return deploymentEpoch() == Epoch.FIRST;
    }

    public RecordScope system() {
        return system;
    }

    /// @throws VaultException with `IntegrityFailure` if the vault's key or the header of its set
    ///   lacks or was changed
    public RecordScope vault(VaultId vault) {
        RecordScope known = vaults.get(vault);
        return known != null ? known : vaults.computeIfAbsent(vault, this::load);
    }

    /// @param id `system`, or the GUID of a vault
    RecordScope scope(String id) {
        return id.equals(SYSTEM) ? system : vault(new VaultId(UUID.fromString(id)));
    }

    /// Every vault there is, deleted ones too, as the store has it now. Their keys aren't looked
    /// at.
    public List<VaultId> vaults() {
        return vaults(store);
    }

    List<VaultId> vaults(Reads reads) {
        List<VaultId> all = new ArrayList<>();
        String after = "";
        List<StoredRecord> some;
        do {
            some =
                    reads.list(
                            new Page(SYSTEM, WrappedKeys.KIND, null, after, "", null, VAULT_PAGE));
            for (StoredRecord row : some) {
                after = row.key().name();
                vaultNamed(row.key()).ifPresent(all::add);
            }
        } while (some.size() == VAULT_PAGE);
        return all;
    }

    private Optional<VaultId> vaultNamed(RecordKey key) {
        try {
            return Optional.of(new VaultId(UUID.fromString(key.name())));
        } catch (IllegalArgumentException _) {
            failures.because(key, "names no vault");
            return Optional.empty();
        }
    }

    /// [RecordScope#examine] of a vault that may be purged at the same time. What isn't right is
    /// reported, and the vault refused from then on where it is the set as a whole.
    ///
    /// @return empty if it is gone
    /// @throws VaultException with `IntegrityFailure` if its key or header was changed or lacks
    public Optional<Examination> verify(VaultId vault) {
        return new SetCheck(this).verify(vault);
    }

    /// Whether a vault's data may be used.
    ///
    /// @throws VaultException with `IntegrityFailure` if its header or its set as a whole failed
    ///   the check, until it is repaired
    public void requireSound(VaultId vault) {
        String id = vault.toString();
        failures.closed(id)
                .ifPresent(why -> {
                    throw failures.noted(
                            SetHeader.place(id),
                            new VaultException(new VaultError.IntegrityFailure(why)));
                });
    }

    /// Takes a vault's records as they are, on an administrator's word: those that were changed are
    /// removed, and the others are its set from now on. One change.
    ///
    /// @param evidence what becomes durable with it, as an audit record
    /// @return what was removed
    /// @throws VaultException with `IntegrityFailure` if the vault's key lacks or was changed
    public List<RecordId> repair(VaultId vault, Function<List<RecordId>, byte[]> evidence) {
        return new SetCheck(this).repair(vault, evidence);
    }

    /// [RecordScope#counted] of a vault that may be purged at the same time: 0 of one that is gone,
    /// or whose key or header isn't right, which is told where its data is used.
    public long counted(VaultId vault) {
        RecordKey key = WrappedKeys.of(vault).in(SYSTEM);
        if (!vaults.containsKey(vault) && store.get(key).isEmpty()) {
            return 0;
        }
        try {
            return vault(vault).counted();
        } catch (VaultException failed) {
            if (failed.error() instanceof VaultError.IntegrityFailure) {
                return 0;
            }
            throw failed;
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
    /// can be read. Once the change is durable, the key is forgotten and wiped in memory too.
    public void eraseVault(Transaction tx, VaultId vault) {
        epoch.retire(tx, SetHeader.place(vault.toString()));
        tx.deleteScope(vault.toString());
        RecordId key = WrappedKeys.of(vault);
        if (new SetCheck(this).isDamaged(tx, key)) {
            system.replaceApart(tx, key.in(SYSTEM), null);
        } else {
            system.delete(tx, key);
        }
    }

    /// Writes a record that describes one vault in the place of one that was changed, on an
    /// administrator's word.
    ///
    /// @param make given the revision of what stands there, whatever that is worth
    /// @param evidence what becomes durable with it, as an audit record
    /// @throws VaultException with `Conflict` if the record there is right
    public void replaceDamaged(
            RecordId record, LongFunction<Sealed> make, Supplier<byte[]> evidence) {
        new SetCheck(this).replaceDamaged(record, make, evidence);
    }

    /// Whose a vault is, by its key.
    ///
    /// @throws VaultException with `IntegrityFailure` if the key lacks or was changed
    public TenantId tenant(VaultId vault) {
        RecordId place = WrappedKeys.of(vault);
        return system.get(place)
                .map(record -> WrappedKeys.read(record).tenant())
                .orElseThrow(() -> failures.because(place.in(SYSTEM), "is missing"));
    }

    /// Forgets and wipes a vault's key in memory.
    void dropVault(VaultId vault) {
        RecordScope scope = vaults.remove(vault);
        if (scope != null) {
            scope.dropKeys();
        }
        failures.reopen(vault.toString());
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

    /// Counts and tells of what is wrong with the place the rows are in, which no row shows.
    public void report(String damage) {
        failures.report(damage);
    }

    /// How many rows failed their check since the start.
    public long integrityFailures() {
        return failures.count();
    }

    /// Wipes the keys; the store stays open.
    @Override
    public void close() {
        closed = true;
        vaults.keySet().forEach(this::dropVault);
        system.dropKeys();
        roots.close();
    }

    private RecordScope load(VaultId vault) {
        RecordScope scope = withAnyHeader(vault);
        scope.state();
        return scope;
    }

    /// Whatever is the matter with its header.
    RecordScope withAnyHeader(VaultId vault) {
        RecordScope known = vaults.get(vault);
        if (known != null) {
            return known;
        }
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
                id, store, new Guard(owned, new ScopeKeys(keys), random, failures, counted), epoch);
    }

    Store store() {
        return store;
    }

    Failures failures() {
        return failures;
    }

    Epoch epoch() {
        return epoch;
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
}
