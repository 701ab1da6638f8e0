package dev.keyward.vault.secrets;

import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.objects.Belongings;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.objects.LifeCycle;
import dev.keyward.vault.stored.Agenda;
import dev.keyward.vault.stored.Renewer;
import dev.keyward.vault.stored.Stored;
import dev.keyward.vault.stored.StoredObjects;
import dev.keyward.vault.upkeep.Chore;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.vaults.Vault;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The secrets of all vaults (data-plane-secrets.md). Safe for use by several threads.
///
/// Who may do what was decided before. A version is given as the caller wrote it; null or empty is
/// the current one. Reads of what is in memory touch nothing else; others read the store.
public final class VaultSecrets {
    private final StoredObjects<SecretContent, Secret> objects;

    public VaultSecrets(Foundation foundation) {
        this.objects =
                new StoredObjects<>(
                        ObjectKind.SECRET,
                        new SecretCodec(),
                        Agenda.ofExpiry(SecretContent::attributes),
                        SecretContent::attributes,
                        VaultSecrets::secret,
                        VaultSecrets::enabled,
                        foundation);
    }

    /// Those of a vault, on their way to another deployment.
    public Belongings belongings() {
        return objects.belongings();
    }

    /// Those that belong to certificates.
    public ManagedSecrets managed() {
        return new ManagedSecrets(objects.managed());
    }

    /// Lists, deletion and backup.
    public LifeCycle<Secret> lifeCycle() {
        return objects;
    }

    /// Purge at the end of the retention, and notices of expiry.
    ///
    /// @param evidence makes the audit record of a deed
    public Chore chore(Function<Deed, byte[]> evidence) {
        return objects.chore(Renewer.NONE, evidence);
    }

    /// Makes a version, current from now on; nothing is taken over from the one before.
    ///
    /// @return fails with `DeletedButRecoverable`
    public CompletionStage<Secret> set(
            Vault vault, ObjectName name, NewSecret secret, Evidence<Secret> evidence) {
        Instant now = objects.now();
        return objects.add(
                vault,
                name,
                previous ->
                        new SecretContent(
                                secret.attributes().create(now),
                                secret.value(),
                                secret.contentType(),
                                secret.tags(),
                                previous == null ? null : previous.current()),
                evidence);
    }

    /// @throws VaultException with `ObjectNotFound`, or `SecretDisabled`
    public Secret get(Vault vault, ObjectName name, @Nullable String version) {
        return objects.get(vault, name, version);
    }

    /// The secret if [#get] would find it in memory, by one look-up; told or refused as [#get]
    /// does.
    public Optional<Supplier<Secret>> inMemory(
            Vault vault, ObjectName name, @Nullable String version) {
        return objects.inMemory(vault, name, version);
    }

    /// How often secrets were looked up by name so far.
    public long lookUps() {
        return objects.lookUps();
    }

    /// @return fails with `ObjectNotFound`
    public CompletionStage<Secret> update(
            Vault vault,
            ObjectName name,
            @Nullable String version,
            SecretChange change,
            Evidence<Secret> evidence) {
        Instant now = objects.now();
        return objects.update(
                vault,
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
                evidence);
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
                stored.head().managed(),
                stored.head().deletion());
    }
}
