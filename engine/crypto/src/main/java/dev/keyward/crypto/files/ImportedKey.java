package dev.keyward.crypto.files;

import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretBytes;

/// A key that passed the checks of import.
///
/// @param pkcs8 in the same form as generated keys: bare bytes of a symmetric one
public record ImportedKey(KeyParameters parameters, SecretBytes pkcs8) implements AutoCloseable {
    @Override
    public void close() {
        pkcs8.close();
    }
}
