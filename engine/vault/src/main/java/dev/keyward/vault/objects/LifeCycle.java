package dev.keyward.vault.objects;

import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.vault.vaults.Vault;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What is the same for objects of every kind: lists, the soft delete, backups
/// (data-plane-common.md, sections 6, 9 and 10). Safe for use by several threads.
///
/// @param <T> one version of an object with the state of the whole
public interface LifeCycle<T> {
    ObjectKind kind();

    /// Live objects by name, disabled ones too, each with its current version.
    ///
    /// @param after the [Listing#next] of the page before; empty for the first
    Listing<T> list(Vault vault, String after, int limit);

    /// Versions by version id; none for a name that isn't there.
    Listing<T> versions(Vault vault, ObjectName name, String after, int limit);

    /// Deletes all versions together.
    ///
    /// @return without a deletion if the vault has no soft delete and the object is gone; fails
    ///   with `ObjectNotFound`
    CompletionStage<T> delete(Vault vault, ObjectName name, Evidence<T> evidence);

    /// The current version of a deleted object.
    ///
    /// @throws dev.keyward.model.VaultException with `DeletedObjectNotFound`, or `SecretDisabled`
    T getDeleted(Vault vault, ObjectName name);

    /// As [#list], of deleted objects.
    Listing<T> listDeleted(Vault vault, String after, int limit);

    /// @return fails with `ObjectNotFound`, also for an object that lives
    CompletionStage<T> recover(Vault vault, ObjectName name, Evidence<T> evidence);

    /// @return fails with `DeletedObjectNotFound` or `PurgeProtected`
    CompletionStage<@Nullable Void> purge(
            Vault vault, ObjectName name, Evidence<ObjectName> evidence);

    /// An opaque blob that only vaults of the same deployment, tenant, subscription and location
    /// can restore.
    ///
    /// @throws dev.keyward.model.VaultException with `ObjectNotFound`, or `BadParameter` for more
    ///   than 500 versions
    byte[] backup(Vault vault, ObjectName name);

    /// @return fails with `MalformedBackup`, `DeletedButRecoverable` or `RestoreConflict`
    CompletionStage<T> restore(Vault vault, byte[] blob, Evidence<T> evidence);
}
