package dev.keyward.crypto.memory;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.Arrays;
import java.util.function.Function;

/// One long-lived symmetric key. It is copied out for the length of a single call and the copy is
/// wiped. Safe for use by several threads.
public final class HeldKey implements AutoCloseable {
    private final KeyMemory.Slot slot;
    private boolean closed;

    HeldKey(KeyMemory.Slot slot) {
        this.slot = slot;
    }

    /// @throws VaultException with `Unavailable` after [#close]
    public <T> T use(Function<byte[], T> function) {
        byte[] copy = copy();
        try {
            return function.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    private synchronized byte[] copy() {
        if (closed) {
            throw new VaultException(new VaultError.Unavailable("the key was dropped"));
        }
        return slot.copy();
    }

    /// Wipes the key; later uses fail.
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            slot.wipe();
        }
    }
}
