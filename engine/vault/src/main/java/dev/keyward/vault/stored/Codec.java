package dev.keyward.vault.stored;

import dev.keyward.model.SecretBytes;

/// How the content of a version is split into what a row shows and what it seals.
public interface Codec<C> {
    byte[] clear(C content);

    /// What users wrote (values, tags, content types) and private keys. The caller wipes it.
    SecretBytes payload(C content);

    /// @param payload lent
    C read(byte[] clear, SecretBytes payload);

    /// Wipes what [#payload] would seal.
    void wipe(C content);

    /// What may stay in memory between requests.
    C cacheable(C content);

    /// Bytes it takes in memory, roughly.
    int weight(C content);
}
