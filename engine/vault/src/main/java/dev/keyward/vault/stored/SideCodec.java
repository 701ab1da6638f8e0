package dev.keyward.vault.stored;

import dev.keyward.model.SecretBytes;
import org.jspecify.annotations.Nullable;

/// How what stands beside an object is split into what a row shows and what it seals.
public interface SideCodec<T> {
    byte[] clear(T value);

    /// The caller wipes it.
    @Nullable SecretBytes payload(T value);

    /// @param payload lent
    T read(byte[] clear, @Nullable SecretBytes payload);

    /// When a job has to look at it, 0 for never.
    long dueEpochSecond(T value);

    boolean isBackedUp();
}
