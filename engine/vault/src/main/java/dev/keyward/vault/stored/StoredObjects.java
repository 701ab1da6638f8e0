package dev.keyward.vault.stored;

import dev.keyward.model.Attributes;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.objects.Belongings;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.objects.LifeCycle;
import dev.keyward.vault.objects.Listing;
import dev.keyward.vault.rows.RowState;
import dev.keyward.vault.upkeep.Chore;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The objects of one kind in all vaults, as their rows keep them.
///
/// @param <C> what a version holds
/// @param <T> what callers see of it
public final class StoredObjects<C extends Object, T extends Object> implements LifeCycle<T> {
    private final Shelf<C> shelf;
    private final ObjectReads<C> reads;
    private final ObjectRows<C> rows;
    private final ObjectChanges<C> changes;
    private final ObjectRemoval<C> removal;
    private final Backups<C> backups;
    private final Function<Stored<C>, T> view;
    private final Function<Stored<C>, T> readable;
    private final Agenda<C> agenda;
    private final Vaults vaults;

    /// @param attributes of a version
    /// @param view of an object that is listed or was changed
    /// @param readable the view of an object that is asked for by name; may refuse
    public StoredObjects(
            ObjectKind kind,
            Codec<C> codec,
            Agenda<C> agenda,
            Function<C, Attributes> attributes,
            Function<Stored<C>, T> view,
            Function<Stored<C>, T> readable,
            Foundation on) {
        this(kind, codec, agenda, attributes, view, readable, on, List.of());
    }

    /// @param companions what goes the way of the objects
    public StoredObjects(
            ObjectKind kind,
            Codec<C> codec,
            Agenda<C> agenda,
            Function<C, Attributes> attributes,
            Function<Stored<C>, T> view,
            Function<Stored<C>, T> readable,
            Foundation on,
            List<? extends Companion> companions) {
        this.shelf = new Shelf<>(kind, codec, on.records(), on.settling());
        this.reads = new ObjectReads<>(shelf);
        this.rows = new ObjectRows<>(shelf, agenda, attributes, on);
        this.changes = new ObjectChanges<>(shelf, reads, rows, on);
        this.removal = new ObjectRemoval<>(shelf, reads, rows, changes, on, companions);
        this.agenda = agenda;
        this.vaults = on.vaults();
        this.backups =
                new Backups<>(
                        shelf, reads, rows, on.vaults(), on.records(), on.random(), companions);
        this.view = view;
        this.readable = readable;
        on.vaults().onGone(shelf::forget);
    }

    @Override
    public ObjectKind kind() {
        return shelf.kind();
    }

    /// The rows, for changes that write them together with others.
    public JointRows<C> joint() {
        return new JointRows<>(shelf, reads, rows, vaults);
    }

    /// All of a vault but those that belong to certificates, on their way to another deployment.
    public Belongings belongings() {
        return backups;
    }

    /// Those of the objects that belong to certificates.
    public ManagedObjects<C> managed() {
        return new ManagedObjects<>(shelf, rows, backups);
    }

    /// The background work on these objects.
    ///
    /// @param evidence makes the audit record of a deed
    public Chore chore(Renewer renewer, Function<Deed, byte[]> evidence) {
        return new ObjectChore<>(shelf, rows, changes, removal, agenda, vaults, renewer, evidence);
    }

    /// To the second, as attributes keep it.
    public Instant now() {
        return rows.now();
    }

    /// By which background work is due.
    public Instant certain() {
        return rows.certain();
    }

    /// @param version as the caller wrote it; null or empty for the current one
    /// @throws VaultException with `ObjectNotFound`, or what the kind refuses
    public T get(Vault vault, ObjectName name, @Nullable String version) {
        return readable.apply(reads.get(vault.id(), name, version));
    }

    /// What [#get] would find, if that is in memory; told or refused as [#get] does. One look-up,
    /// which doesn't touch the store.
    public Optional<Supplier<T>> inMemory(Vault vault, ObjectName name, @Nullable String version) {
        return reads.inMemory(vault.id(), name, version)
                .map(stored -> () -> readable.apply(stored));
    }

    /// A mark of this moment. As long as it is the same, what was found after it was taken is what
    /// would be found again: whatever was acknowledged meanwhile was about other kinds of objects.
    public long mark() {
        return shelf.mark();
    }

    /// How often an object was looked up by name so far.
    public long lookUps() {
        return shelf.lookUps();
    }

    /// What a version holds, from the store, with all that doesn't stay in memory.
    ///
    /// @throws VaultException with `ObjectNotFound`
    public C stored(Vault vault, ObjectName name, ObjectVersion version) {
        return shelf.storedVersion(vault.id(), name, version)
                .orElseThrow(() -> notFound(name, version));
    }

    /// What the kind keeps for a live object as a whole, in its own encoding; null for none.
    ///
    /// @throws VaultException with `ObjectNotFound`
    public byte @Nullable [] policy(Vault vault, ObjectName name) {
        return reads.get(vault.id(), name, null).head().policy();
    }

    /// @param version null for the current one
    public VaultException notFound(ObjectName name, @Nullable ObjectVersion version) {
        return reads.notFound(name, version == null ? null : version.value());
    }

    /// Refuses what [#add] would refuse, before long work is done for it.
    ///
    /// @throws VaultException with `DeletedButRecoverable`, `BeingDeleted`, `BeingRecovered` or
    ///   `ObjectQuotaExceeded`
    public void checkFree(Vault vault, ObjectName name) {
        shelf.checkSettled(vault.id(), name);
        Optional<Head> head = shelf.head(vault.id(), name);
        if (head.isEmpty()) {
            vaults.requireRoom(vault.id());
        } else if (!head.get().isLive()) {
            throw new VaultException(new VaultError.DeletedButRecoverable(kind(), name));
        }
    }

    /// Adds a version and makes it current; makes the object where there is none.
    ///
    /// @param content made from the row there was, or null; may be asked more than once
    /// @return fails with `DeletedButRecoverable`
    public CompletionStage<T> add(
            Vault vault,
            ObjectName name,
            Function<@Nullable Head, C> content,
            Evidence<T> evidence) {
        return add(vault, name, head -> head == null ? null : head.policy(), content, evidence);
    }

    /// [#add], with a new policy of the object as a whole.
    ///
    /// @param policy made from the row there was, or null
    public CompletionStage<T> add(
            Vault vault,
            ObjectName name,
            Function<@Nullable Head, byte @Nullable []> policy,
            Function<@Nullable Head, C> content,
            Evidence<T> evidence) {
        return changes.add(vault.id(), name, policy, content, seen(evidence)).thenApply(view);
    }

    /// Changes what may be changed of a version.
    ///
    /// @param version as the caller wrote it; null or empty for the current one
    /// @return fails with `ObjectNotFound`
    public CompletionStage<T> update(
            Vault vault,
            ObjectName name,
            @Nullable String version,
            UnaryOperator<C> change,
            Evidence<T> evidence) {
        return update(vault, name, version, policy -> policy, change, evidence);
    }

    /// [#update], with what becomes of the policy of the object as a whole.
    public CompletionStage<T> update(
            Vault vault,
            ObjectName name,
            @Nullable String version,
            UnaryOperator<byte @Nullable []> policy,
            UnaryOperator<C> change,
            Evidence<T> evidence) {
        return changes.update(vault.id(), name, version, policy, change, seen(evidence))
                .thenApply(view);
    }

    /// Replaces what the kind keeps for the object as a whole.
    ///
    /// @return fails with `ObjectNotFound`
    public CompletionStage<Stored<C>> changePolicy(
            Vault vault,
            ObjectName name,
            UnaryOperator<byte @Nullable []> policy,
            Evidence<Stored<C>> evidence) {
        return changes.changePolicy(vault.id(), name, policy, evidence);
    }

    @Override
    public Listing<T> list(Vault vault, String after, int limit) {
        return reads.list(vault.id(), RowState.ACTIVE, after, limit).map(view);
    }

    @Override
    public Listing<T> versions(Vault vault, ObjectName name, String after, int limit) {
        return reads.versions(vault.id(), name, after, limit).map(view);
    }

    @Override
    public CompletionStage<T> delete(Vault vault, ObjectName name, Evidence<T> evidence) {
        return removal.delete(vault, name, seen(evidence)).thenApply(view);
    }

    @Override
    public T getDeleted(Vault vault, ObjectName name) {
        return readable.apply(reads.getDeleted(vault.id(), name));
    }

    @Override
    public Listing<T> listDeleted(Vault vault, String after, int limit) {
        return reads.list(vault.id(), RowState.DELETED, after, limit).map(view);
    }

    @Override
    public CompletionStage<T> recover(Vault vault, ObjectName name, Evidence<T> evidence) {
        return removal.recover(vault.id(), name, seen(evidence)).thenApply(view);
    }

    @Override
    public CompletionStage<@Nullable Void> purge(
            Vault vault, ObjectName name, Evidence<ObjectName> evidence) {
        return removal.purge(
                vault.id(), vault.settings().recovery().purgeProtection(), name, evidence);
    }

    @Override
    public byte[] backup(Vault vault, ObjectName name) {
        return backups.backup(vault, name);
    }

    @Override
    public CompletionStage<T> restore(Vault vault, byte[] blob, Evidence<T> evidence) {
        return backups.restore(vault, blob, seen(evidence)).thenApply(view);
    }

    private Evidence<Stored<C>> seen(Evidence<T> evidence) {
        return stored -> evidence.of(view.apply(stored));
    }
}
