package dev.keyward.directory.tokens;

/// The public half of a key that signs tokens, for the JWKS document (RFC 7517). The arrays belong
/// to the record; nobody may change them.
public sealed interface TokenKey {
    String kid();

    /// Of RS256.
    ///
    /// @param kid SHA-1 of the certificate in base64url, as Entra names its keys
    /// @param n modulus, unsigned big-endian without leading zeros
    /// @param e public exponent, the same way
    /// @param certificate self-signed, DER
    record Rsa(String kid, byte[] n, byte[] e, byte[] certificate) implements TokenKey {}

    /// Of ES256.
    ///
    /// @param x 32 bytes
    /// @param y 32 bytes
    record Ec(String kid, byte[] x, byte[] y) implements TokenKey {}
}
