package dev.keyward.vault.keys;

import dev.keyward.model.Attributes;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.Protection;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultId;
import dev.keyward.records.Sealed;
import dev.keyward.vault.stored.Companion;
import dev.keyward.vault.stored.ManagedObjects;
import java.util.List;
import java.util.Optional;

/// The keys that belong to certificates, as the making of certificates needs them: rows that are
/// written in its changes.
public final class ManagedKeys {
    private final ManagedObjects<KeyContent> objects;

    ManagedKeys(ManagedObjects<KeyContent> objects) {
        this.objects = objects;
    }

    /// What goes the way of the certificates.
    public Companion companion() {
        return objects;
    }

    /// The private half of a version, if the key is of that kind and not in a hardware module. The
    /// caller wipes it.
    public Optional<SecretBytes> pkcs8(
            VaultId vault, ObjectName name, ObjectVersion version, KeyParameters parameters) {
        return objects.content(vault, name, version)
                .filter(content ->
                        content.parameters().equals(parameters)
                                && content.protection() == Protection.SOFTWARE)
                .flatMap(content -> Optional.ofNullable(content.pkcs8()));
    }

    /// Rows of a new version, current from then on.
    ///
    /// @param key lent
    public List<Sealed> add(
            VaultId vault,
            ObjectName name,
            ObjectVersion version,
            Attributes attributes,
            List<KeyOperation> operations,
            KeyMaterial key) {
        return objects.add(
                vault,
                name,
                version,
                new KeyContent(
                        attributes,
                        key.parameters(),
                        key.protection(),
                        key.publicParts(),
                        operations,
                        Tags.NONE,
                        key.secret()));
    }

    /// The row of a version with other attributes; none where there is no such version.
    public List<Sealed> change(
            VaultId vault, ObjectName name, ObjectVersion version, Attributes attributes) {
        return objects.change(
                vault,
                name,
                version,
                key ->
                        new KeyContent(
                                attributes,
                                key.parameters(),
                                key.protection(),
                                key.publicParts(),
                                key.operations(),
                                key.tags(),
                                key.pkcs8()));
    }
}
