package dev.keyward.vault.secrets;

import dev.keyward.model.Attributes;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultId;
import dev.keyward.records.Sealed;
import dev.keyward.vault.stored.Companion;
import dev.keyward.vault.stored.ManagedObjects;
import java.util.List;

/// The secrets that belong to certificates, as the making of certificates needs them: rows that are
/// written in its changes.
public final class ManagedSecrets {
    private final ManagedObjects<SecretContent> objects;

    ManagedSecrets(ManagedObjects<SecretContent> objects) {
        this.objects = objects;
    }

    /// What goes the way of the certificates.
    public Companion companion() {
        return objects;
    }

    /// Rows of a new version, current from then on.
    ///
    /// @param value lent
    public List<Sealed> add(
            VaultId vault,
            ObjectName name,
            ObjectVersion version,
            Attributes attributes,
            SecretBytes value,
            String contentType) {
        return objects.add(
                vault,
                name,
                version,
                new SecretContent(
                        attributes, value, contentType, Tags.NONE, objects.current(vault, name)));
    }

    /// The row of a version with other attributes; none where there is no such version.
    public List<Sealed> change(
            VaultId vault, ObjectName name, ObjectVersion version, Attributes attributes) {
        return objects.change(
                vault,
                name,
                version,
                secret ->
                        new SecretContent(
                                attributes,
                                secret.value(),
                                secret.contentType(),
                                secret.tags(),
                                secret.previous()));
    }
}
