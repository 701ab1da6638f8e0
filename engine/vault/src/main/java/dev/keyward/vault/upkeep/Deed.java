package dev.keyward.vault.upkeep;

import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.VaultId;
import dev.keyward.vault.vaults.DeletedVault;
import dev.keyward.vault.vaults.Vault;

/// What the deployment does by itself, as its audit record has to tell.
public sealed interface Deed {
    /// A vault is deleted along with its subscription.
    record VaultDeleted(Vault vault) implements Deed {}

    /// A deleted vault is erased at the end of its retention, or along with its subscription.
    record VaultPurged(DeletedVault vault) implements Deed {}

    /// A deleted object is erased at the end of its retention.
    record ObjectPurged(VaultId vault, ObjectKind kind, ObjectName name) implements Deed {}

    /// A policy had a new version made.
    ///
    /// @param version the new one
    record ObjectRenewed(VaultId vault, ObjectKind kind, ObjectName name, ObjectVersion version)
            implements Deed {}

    /// The current version is about to expire.
    record NearExpiry(VaultId vault, ObjectKind kind, ObjectName name, ObjectVersion version)
            implements Deed {}

    /// The current version has expired.
    record Expired(VaultId vault, ObjectKind kind, ObjectName name, ObjectVersion version)
            implements Deed {}

    /// An event couldn't be delivered and isn't tried any more.
    ///
    /// @param subscription its name
    record EventUndelivered(VaultId vault, String subscription) implements Deed {}

    /// A mail to a contact couldn't be sent and isn't tried any more.
    record MailUndelivered(VaultId vault) implements Deed {}

    /// The making of a certificate's version came to an end.
    ///
    /// @param version the one that was begun
    record CertificateSettled(
            VaultId vault, ObjectName name, ObjectVersion version, Settlement settlement)
            implements Deed {}

    /// How the making of a version ended.
    enum Settlement {
        ISSUED,
        /// By the issuer.
        REFUSED,
        /// As was asked.
        CANCELED
    }
}
