package dev.keyward.vault;

import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The secrets of all vaults (data-plane-secrets). Safe for use by several threads.
///
/// Who may do what was decided before. A version is given as the caller wrote it; null or empty is
/// the current one. Reads of what is in memory touch nothing else; others read the store.
public final class VaultSecrets {
    private final Shelf<SecretContent> shelf;
    private final ObjectReads<SecretContent> reads;
    private final ObjectChanges<SecretContent> changes;
    private final Backups<SecretContent> backups;

    public VaultSecrets(
            SealedStore records,
            Store store,
            Vaults vaults,
            InstantSource clock,
            SecureRandom random) {
        this.shelf = new Shelf<>(ObjectKind.SECRET, new SecretCodec(), records);
        this.reads = new ObjectReads<>(shelf);
        this.changes = new ObjectChanges<>(shelf, reads, store, clock, random);
        this.backups = new Backups<>(shelf, reads, changes, store, records, random);
        vaults.onGone(shelf::forget);
    }

    /// Makes a version, current from now on; nothing is taken over from the one before.
    ///
    /// @return fails with `DeletedButRecoverable`
    public CompletionStage<Secret> set(
            Vault vault, ObjectName name, NewSecret secret, Evidence<Secret> evidence) {
        Instant now = changes.now();
        return changes.add(
                        vault.id(),
                        name,
                        previous ->
                                new SecretContent(
                                        secret.attributes().create(now),
                                        secret.value(),
                                        secret.contentType(),
                                        secret.tags(),
                                        previous),
                        stored -> evidence.of(secret(stored)))
                .thenApply(VaultSecrets::secret);
    }

    /// @throws VaultException with `ObjectNotFound`, or `SecretDisabled`
    public Secret get(Vault vault, ObjectName name, @Nullable String version) {
        return enabled(reads.get(vault.id(), name, version));
    }

    /// Whether [#get] would find the version in memory.
    public boolean isInMemory(Vault vault, ObjectName name, @Nullable String version) {
        return version == null || version.isEmpty()
                ? shelf.hot(vault.id(), name, null) != null
                : ObjectReads.parse(version)
                        .map(parsed -> shelf.hot(vault.id(), name, parsed))
                        .isPresent();
    }

    /// @return fails with `ObjectNotFound`
    public CompletionStage<Secret> update(
            Vault vault,
            ObjectName name,
            @Nullable String version,
            SecretChange change,
            Evidence<Secret> evidence) {
        Instant now = changes.now();
        return changes.update(
                        vault.id(),
                        name,
                        version,
                        content ->
                                new SecretContent(
                                        change.attributes().apply(content.attributes(), now),
                                        content.value(),
                                        change.contentType() == null
                                                ? content.contentType()
                                                : change.contentType(),
                                        change.tags() == null ? content.tags() : change.tags(),
                                        content.previous()),
                        stored -> evidence.of(secret(stored)))
                .thenApply(VaultSecrets::secret);
    }

    /// Secrets by name, disabled ones too, each with its current version.
    ///
    /// @param after the [Listing#next] of the page before; empty for the first
    public Listing<Secret> list(Vault vault, String after, int limit) {
        return reads.list(vault.id(), RowState.ACTIVE, after, limit).map(VaultSecrets::secret);
    }

    /// Versions by version id; none for a name that isn't there.
    public Listing<Secret> versions(Vault vault, ObjectName name, String after, int limit) {
        return reads.versions(vault.id(), name, after, limit).map(VaultSecrets::secret);
    }

    /// Deletes all versions together.
    ///
    /// @return without a deletion if the vault has no soft delete and the secret is gone; fails
    ///   with `ObjectNotFound`
    public CompletionStage<Secret> delete(Vault vault, ObjectName name, Evidence<Secret> evidence) {
        return changes.delete(vault, name, stored -> evidence.of(secret(stored)))
                .thenApply(VaultSecrets::secret);
    }

    /// @throws VaultException with `DeletedObjectNotFound`, or `SecretDisabled`
    public Secret getDeleted(Vault vault, ObjectName name) {
        return enabled(reads.getDeleted(vault.id(), name));
    }

    public Listing<Secret> listDeleted(Vault vault, String after, int limit) {
        return reads.list(vault.id(), RowState.DELETED, after, limit).map(VaultSecrets::secret);
    }

    /// @return fails with `ObjectNotFound`, also for a secret that lives
    public CompletionStage<Secret> recover(
            Vault vault, ObjectName name, Evidence<Secret> evidence) {
        return changes.recover(vault.id(), name, stored -> evidence.of(secret(stored)))
                .thenApply(VaultSecrets::secret);
    }

    /// @return fails with `DeletedObjectNotFound` or `PurgeProtected`
    public CompletionStage<@Nullable Void> purge(
            Vault vault, ObjectName name, Evidence<ObjectName> evidence) {
        return changes.purge(
                vault.id(), vault.settings().recovery().purgeProtection(), name, evidence);
    }

    /// An opaque blob that only this deployment and tenant can restore.
    ///
    /// @throws VaultException with `ObjectNotFound`, or `BadParameter` for more than 500 versions
    public byte[] backup(Vault vault, ObjectName name) {
        return backups.backup(vault, name);
    }

    /// @return fails with `MalformedBackup`, `DeletedButRecoverable` or `RestoreConflict`
    public CompletionStage<Secret> restore(Vault vault, byte[] blob, Evidence<Secret> evidence) {
        return backups.restore(vault, blob, stored -> evidence.of(secret(stored)))
                .thenApply(VaultSecrets::secret);
    }

    ObjectChanges<SecretContent> changes() {
        return changes;
    }

    private static Secret enabled(Stored<SecretContent> stored) {
        if (!stored.content().attributes().enabled()) {
            throw new VaultException(new VaultError.SecretDisabled("get"));
        }
        return secret(stored);
    }

    private static Secret secret(Stored<SecretContent> stored) {
        SecretContent content = stored.content();
        return new Secret(
                stored.head().name(),
                stored.version(),
                content.attributes(),
                content.value(),
                content.contentType(),
                content.tags(),
                content.previous(),
                stored.head().deletion());
    }
}
