package dev.keyward.crypto;

import dev.keyward.model.Curve;

/// The public half of a key as a JWK carries it (RFC 7518 6.2.1, 6.3.1). The arrays belong to the
/// record; nobody may change them.
public sealed interface PublicKeyParts {
    /// @param n modulus, unsigned big-endian without leading zeros
    /// @param e public exponent, the same way
    record Rsa(byte[] n, byte[] e) implements PublicKeyParts {}

    /// @param x as wide as the curve's coordinates
    /// @param y as wide as the curve's coordinates
    record Ec(Curve curve, byte[] x, byte[] y) implements PublicKeyParts {}
}
