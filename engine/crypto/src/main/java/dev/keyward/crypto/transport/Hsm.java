package dev.keyward.crypto.transport;

import dev.keyward.crypto.files.ImportedKey;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretBytes;

/// A hardware security module, as far as keys of vaults need one (security.md, section 7, S-12).
///
/// A key is made in the module, or unwrapped inside it, as sensitive and not extractable; an
/// implementation reads these attributes back before it returns. What the store keeps of a key is a
/// handle and the public half. Implementations bring their own threads and are safe for use by
/// several.
///
/// Every method throws `VaultException` with `Unavailable` while the module can't be reached.
public interface Hsm {
    /// What is kept of a key.
    ///
    /// @param handle finds the key again, after a restart too; means nothing elsewhere
    record HsmKey(KeyParameters parameters, PublicKeyParts publicParts, SecretBytes handle) {
        @Override
        public String toString() {
            return "HsmKey[" + parameters + "]";
        }
    }

    /// The `hsmPlatform` of its keys: `1` for FIPS 140-2 level 2, `2` for FIPS 140-3 level 3.
    String platform();

    /// @param label tells the key apart for whoever looks into the module
    /// @throws dev.keyward.model.VaultException with `BadParameter` for a kind it doesn't make
    HsmKey generate(KeyParameters parameters, String label);

    /// Brings in a key that was in clear; it has passed the checks of import.
    HsmKey importKey(ImportedKey key, String label);

    /// Unwraps a transferred key inside the module.
    ///
    /// @param exchangeKey handle of the key-exchange key
    /// @param kty the bare type of the key that is wrapped, such as `EC`
    /// @throws dev.keyward.model.VaultException with `ParameterIncorrect`, whatever went wrong
    HsmKey receive(SecretBytes exchangeKey, byte[] ciphertext, String kty, String label);

    /// @param handle from this module; not kept
    CryptoKey open(KeyParameters parameters, SecretBytes handle);
}
