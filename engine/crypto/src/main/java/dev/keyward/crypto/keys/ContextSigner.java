package dev.keyward.crypto.keys;

/// A key whose signatures can be bound to a context, and made over the message's representative
/// instead of the message (FIPS 204, 5.2 and 6.2).
public interface ContextSigner extends CryptoKey {
    /// Bytes of the representative `mu`.
    int MU_BYTES = 64;

    /// The longest context.
    int MAX_CONTEXT_BYTES = 255;

    /// @param context 0 to 255 bytes
    byte[] signMessage(byte[] message, byte[] context);

    /// @param mu 64 bytes, made by the caller from the public key, its context and its message
    byte[] signMu(byte[] mu);

    /// @return false for any signature that isn't right, whatever is wrong with it
    boolean verifyMessage(byte[] message, byte[] context, byte[] signature);

    /// @return false for any signature that isn't right, whatever is wrong with it
    boolean verifyMu(byte[] mu, byte[] signature);
}
