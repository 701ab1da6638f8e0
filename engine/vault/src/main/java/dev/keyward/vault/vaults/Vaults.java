package dev.keyward.vault.vaults;

import dev.keyward.model.DeploymentTime;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultId;
import dev.keyward.model.VaultName;
import dev.keyward.records.Sealed;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Change;
import dev.keyward.store.Store;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The life cycle of vaults. Safe for use by several threads; reads come from memory and see every
/// change whose stage has completed.
///
/// Names are global: one vault, live or deleted, holds a name whatever its subscription is. Each
/// change takes its audit record as `evidence`, asked for inside the change once everything else of
/// it has succeeded; both become durable together before the stage completes.
public interface Vaults {
    /// Vaults in the system scope of a deployment; reads all of them.
    ///
    /// A vault whose record was changed is there in name only, until it is repaired.
    static Vaults open(
            SealedStore records,
            Store store,
            DeploymentTime clock,
            SecureRandom random,
            Allowance allowance) {
        return new RecordedVaults(records, store, clock, random, allowance);
    }

    /// [#open(SealedStore, Store, DeploymentTime, SecureRandom, Allowance)] where nothing limits
    /// how many objects there are.
    static Vaults open(
            SealedStore records, Store store, DeploymentTime clock, SecureRandom random) {
        return open(records, store, clock, random, Allowance.UNLIMITED);
    }

    /// A live vault.
    Optional<Vault> find(VaultName name);

    /// A live vault.
    Optional<Vault> find(VaultId id);

    /// A live vault whose data may be used.
    ///
    /// @throws dev.keyward.model.VaultException with `IntegrityFailure` if its record, or its set
    ///   of records as a whole, failed the check (security.md, section 4.3)
    Optional<Vault> reach(VaultName name);

    /// What is wrong with vaults whose record was changed, by their names.
    Map<String, String> damaged();

    /// Writes the record of a vault anew in the place of one that was changed: as it was if it is
    /// still in memory, else without a right for anybody, with purge protection, for the tenant
    /// that its key names.
    ///
    /// @param id which vault has lost its record, where several have; else null
    /// @return fails with `BadParameter` if it can't be told which vault it was, or the placement
    ///   is of another tenant; `Conflict` if the record is right
    Vault repair(
            VaultName name,
            TenantId tenant,
            Placement placement,
            String who,
            @Nullable VaultId id,
            Supplier<byte[]> evidence);

    /// Live vaults of a subscription, by name.
    List<Vault> list(UUID subscriptionId);

    /// Live vaults of a resource group, by name.
    List<Vault> list(UUID subscriptionId, String resourceGroup);

    /// All live vaults, by name.
    List<Vault> list();

    Optional<DeletedVault> findDeleted(VaultName name);

    /// Deleted vaults of a subscription, by name.
    List<DeletedVault> listDeleted(UUID subscriptionId);

    /// Whether a new vault may take the name: no vault, live or deleted, has it.
    boolean isAvailable(VaultName name);

    /// An identity for a vault about to be made.
    VaultId newId();

    /// Makes a vault and its key.
    ///
    /// @return fails with `VaultAlreadyExists`, or `VaultIsDeleted` if a deleted vault of the same
    ///   subscription has the name
    CompletionStage<Vault> create(Vault vault, Supplier<byte[]> evidence);

    /// [#create(Vault, Supplier)] where the subscription may have so many in that location, live
    /// and deleted; of creators at the same time, on whichever nodes, no more than that succeed.
    ///
    /// @return fails with `QuotaExceeded` too
    CompletionStage<Vault> create(Vault vault, long most, Supplier<byte[]> evidence);

    /// How many vaults a subscription has in a location, live and deleted.
    long count(UUID subscriptionId, String location);

    /// How many objects a subscription has in a location: the keys, secrets and certificates in all
    /// its vaults, live and deleted, whatever their versions. A certificate counts once, with its
    /// key and its secret, from when its making begins. Not to be asked on the writer's thread.
    long countObjects(UUID subscriptionId, String location);

    /// Refuses one object more, before long work is done for it; [#write] asks again.
    ///
    /// @throws dev.keyward.model.VaultException with `ObjectQuotaExceeded`
    void requireRoom(VaultId vault);

    /// Makes a change that writes these records in the scope of a vault. If objects come to be by
    /// them and their number is limited, the change is made only while there is room: of creators
    /// at the same time, on whichever nodes, no more than the limit succeed.
    ///
    /// @return fails with `ObjectQuotaExceeded`, or with `Conflict` where others came first, to be
    ///   tried again
    <T extends @Nullable Object> CompletionStage<T> write(
            VaultId vault, List<Sealed> written, Change<T> change);

    /// Replaces settings and trail of a live vault, whole.
    ///
    /// @return fails with `ResourceNotFound`, or `BadParameter` where a rule of the management
    ///   plane forbids the change: soft delete and purge protection can't be switched off, the
    ///   retention is fixed
    CompletionStage<Vault> update(Vault next, Supplier<byte[]> evidence);

    /// Deletes a live vault: recoverable where soft delete is on, else for good.
    ///
    /// @return empty if the vault is gone for good; fails with `ResourceNotFound`
    CompletionStage<Optional<DeletedVault>> delete(VaultName name, Supplier<byte[]> evidence);

    /// @return the vault with its contents and access policies; fails with
    ///   `SoftDeletedVaultDoesNotExist`
    CompletionStage<Vault> recover(VaultName name, Supplier<byte[]> evidence);

    /// Erases a deleted vault and its key, so that no copy of its records can be read again.
    ///
    /// @return fails with `DeletedVaultNotFound`, or `PurgeProtected`
    CompletionStage<@Nullable Void> purge(VaultName name, Supplier<byte[]> evidence);

    /// Told on the writer's thread of each vault that is gone for good, and of each whose records
    /// were repaired, so that nothing of it stays in memory.
    void onGone(Consumer<VaultId> listener);

    /// Has nothing of a vault stay in memory.
    void forget(VaultId vault);

    /// Has records of a vault's scope made whenever who may do what in it is changed; they are
    /// written in the same change.
    void onPoliciesChanged(Function<Vault, List<Sealed>> records);
}
