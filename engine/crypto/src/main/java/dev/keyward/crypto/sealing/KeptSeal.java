package dev.keyward.crypto.sealing;

import dev.keyward.crypto.memory.KeyMemory;
import dev.keyward.crypto.memory.Primitives;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import java.security.SecureRandom;
import java.util.Optional;

/// Seals what a user keeps in files, under a key that is kept elsewhere: AES-256-GCM (NIST SP
/// 800-38D), each time under a key of its own ([ScopeKey]). Safe for use by several threads.
public final class KeptSeal implements AutoCloseable {
    /// Of the key.
    public static final int KEY_BYTES = Primitives.KEY_BYTES;

    private static final int GENERATION = 1;

    private final ScopeKey key;

    /// @param key of [#KEY_BYTES], not kept
    public KeptSeal(SecretBytes key) {
        this.key =
                ScopeKey.of(
                        KeyMemory.onHeap(), key.toByteArray(SecretAccess.request()), GENERATION);
    }

    /// @param label what the content is and where it belongs; needed again to open it
    public byte[] seal(byte[] label, SecretBytes content, SecureRandom random) {
        return key.seal(label, content, random);
    }

    /// @return nothing if the key or the label is another, or anything at all was changed
    public Optional<SecretBytes> open(byte[] label, byte[] sealed) {
        try {
            return Optional.of(key.open(label, sealed));
        } catch (VaultException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        key.close();
    }
}
