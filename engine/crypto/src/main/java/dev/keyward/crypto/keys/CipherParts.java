package dev.keyward.crypto.keys;

import org.jspecify.annotations.Nullable;

/// What goes into encryption and decryption, and comes out of encryption. The arrays belong to the
/// record; nobody may change them but to wipe them.
///
/// @param value plaintext, or ciphertext
/// @param iv null where the algorithm has none, or the service is to make it
/// @param tag null where the algorithm has none, and before encryption
/// @param aad null for none
public record CipherParts(
        byte[] value, byte @Nullable [] iv, byte @Nullable [] tag, byte @Nullable [] aad) {
    public static CipherParts of(byte[] value) {
        return new CipherParts(value, null, null, null);
    }

    @Override
    public String toString() {
        return "CipherParts[" + value.length + " bytes]";
    }
}
