package dev.keyward.crypto.sealing;

import dev.keyward.crypto.memory.HeldKey;
import dev.keyward.crypto.memory.KeyMemory;
import dev.keyward.crypto.memory.Primitives;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.security.MessageDigest;

/// HMAC-SHA-256 under one key (RFC 2104, FIPS 180-4). Safe for use by several threads.
public final class Hmac implements AutoCloseable {
    /// Bytes of a MAC.
    public static final int LENGTH = 32;

    private final HeldKey key;

    Hmac(HeldKey key) {
        this.key = key;
    }

    /// With a key kept on the heap.
    ///
    /// @param key copied; 32 bytes or more
    public static Hmac withKey(SecretBytes key) {
        return new Hmac(KeyMemory.onHeap().hold(key.toByteArray(SecretAccess.request())));
    }

    public byte[] of(byte[] message) {
        return key.use(bytes -> Primitives.hmac(bytes, message));
    }

    /// Compares in constant time.
    public boolean matches(byte[] message, byte[] mac) {
        return MessageDigest.isEqual(of(message), mac);
    }

    /// Wipes the key; later uses fail with `Unavailable`.
    @Override
    public void close() {
        key.close();
    }
}
