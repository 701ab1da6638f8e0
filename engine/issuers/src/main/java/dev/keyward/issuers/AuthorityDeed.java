package dev.keyward.issuers;

import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultId;

/// What the authority of a vault did by itself, as its audit record has to tell.
public sealed interface AuthorityDeed {
    VaultId vault();

    /// A key and certificate of its own.
    ///
    /// @param authority such as `root-1`
    record AuthorityMade(VaultId vault, String authority) implements AuthorityDeed {}

    /// A certificate was signed.
    ///
    /// @param serial 32 hexadecimal digits
    record CertificateIssued(VaultId vault, ObjectName certificate, String serial)
            implements AuthorityDeed {}
}
