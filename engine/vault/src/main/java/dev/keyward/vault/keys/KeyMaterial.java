package dev.keyward.vault.keys;

import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.transport.Hsm;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.Protection;
import dev.keyward.model.SecretBytes;

/// A key before it has a name, wherever it came from.
///
/// @param secret what is kept: the private key, or its handle in a hardware module
public record KeyMaterial(
        KeyParameters parameters,
        Protection protection,
        PublicKeyParts publicParts,
        SecretBytes secret) {
    static KeyMaterial of(Hsm.HsmKey key) {
        return new KeyMaterial(key.parameters(), Protection.HSM, key.publicParts(), key.handle());
    }

    @Override
    public String toString() {
        return "KeyMaterial[" + parameters + "]";
    }
}
