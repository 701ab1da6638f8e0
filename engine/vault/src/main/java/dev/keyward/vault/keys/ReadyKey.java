package dev.keyward.vault.keys;

import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultException;
import dev.keyward.vault.vaults.Vault;
import org.jspecify.annotations.Nullable;

/// A key that one look-up found open in memory, for a request that is about to use it.
///
/// What a key may do is asked when it is used: a disabling or a deletion that was acknowledged
/// before [#use] counts, however long the request waited for its turn.
public final class ReadyKey {
    private final OpenKeys opened;
    private final Vault vault;
    private final ObjectName name;
    private final @Nullable String version;
    private final Key key;
    private final CryptoKey crypto;
    private final long asOf;

    /// @param version as the caller wrote it
    /// @param asOf the [mark][dev.keyward.vault.stored.StoredObjects#mark] from before the look-up
    ReadyKey(
            OpenKeys opened,
            Vault vault,
            ObjectName name,
            @Nullable String version,
            Key key,
            CryptoKey crypto,
            long asOf) {
        this.opened = opened;
        this.vault = vault;
        this.name = name;
        this.version = version;
        this.key = key;
        this.crypto = crypto;
        this.asOf = asOf;
    }

    /// As it was found.
    public Key key() {
        return key;
    }

    /// As [VaultKeys#use]. Looks the key up again only if any key was changed since.
    ///
    /// @throws VaultException as [VaultKeys#use]
    public KeyUse use(KeyOperation operation) {
        return opened.isCurrent(asOf)
                ? opened.use(vault, key, crypto, operation)
                : opened.use(vault, name, version, operation);
    }
}
