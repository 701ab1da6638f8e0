package dev.keyward.crypto.sealing;

import dev.keyward.model.SecretBytes;

/// What protects the root key at rest: a key file today; a passphrase, shares or a security module
/// behind the same port. It does nothing but wrap and unwrap (security.md, section 5).
public interface RootKeyProvider {
    /// A stable word that the seal record names it by, such as `keyfile`.
    String id();

    /// @param purpose canonical encoding of what the key is for; authenticated
    /// @param generation of the root key
    /// @return opaque, self-describing
    byte[] wrap(SecretBytes rootKey, int generation, byte[] purpose);

    /// @param purpose exactly as given to [#wrap]
    /// @throws dev.keyward.model.VaultException with `IntegrityFailure` if this provider didn't
    ///   wrap it, or it was changed
    SecretBytes unwrap(byte[] wrapped, byte[] purpose);
}
