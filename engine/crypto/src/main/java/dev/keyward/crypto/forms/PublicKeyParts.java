package dev.keyward.crypto.forms;

import dev.keyward.model.AkpAlgorithm;
import dev.keyward.model.Curve;
import dev.keyward.model.OkpCurve;

/// The public half of a key as a JWK carries it (RFC 7518 6.2.1, 6.3.1). The arrays belong to the
/// record; nobody may change them.
public sealed interface PublicKeyParts {
    /// @param n modulus, unsigned big-endian without leading zeros
    /// @param e public exponent, the same way
    record Rsa(byte[] n, byte[] e) implements PublicKeyParts {}

    /// @param x as wide as the curve's coordinates
    /// @param y as wide as the curve's coordinates
    record Ec(Curve curve, byte[] x, byte[] y) implements PublicKeyParts {}

    /// A symmetric key, which has no public half.
    record Oct() implements PublicKeyParts {}

    /// @param pub as FIPS 203 and 204 encode it
    record Akp(AkpAlgorithm algorithm, byte[] pub) implements PublicKeyParts {}

    /// @param x 32 bytes (RFC 7748, RFC 8032)
    record Okp(OkpCurve curve, byte[] x) implements PublicKeyParts {}
}
