package dev.keyward.vault.keys;

import dev.keyward.model.SecretBytes;

/// A key about to leave the vault.
///
/// @param material PKCS#8, or the bare bytes of a symmetric key; the caller wipes it
public record ReleasedKey(Key key, SecretBytes material) implements AutoCloseable {
    @Override
    public void close() {
        material.close();
    }
}
