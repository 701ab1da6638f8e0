package dev.keyward.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Signature algorithms over a digest the caller made (RFC 7518 3.1; `ES256K` RFC 8812; `RSNULL`
/// Key Vault REST).
public enum SignatureAlgorithm {
    RS256(32, null),
    RS384(48, null),
    RS512(64, null),
    PS256(32, null),
    PS384(48, null),
    PS512(64, null),
    RSNULL(0, null),
    ES256(32, Curve.P_256),
    ES384(48, Curve.P_384),
    ES512(64, Curve.P_521),
    ES256K(32, Curve.P_256K);

    private final int digestBytes;
    private final @Nullable Curve curve;

    SignatureAlgorithm(int digestBytes, @Nullable Curve curve) {
        this.digestBytes = digestBytes;
        this.curve = curve;
    }

    /// The exact length of the digest; 0 where the caller gives the DigestInfo itself.
    public int digestBytes() {
        return digestBytes;
    }

    /// The one curve it goes with; empty for RSA.
    public Optional<Curve> curve() {
        return Optional.ofNullable(curve);
    }

    public static Optional<SignatureAlgorithm> parse(String text) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.name().equalsIgnoreCase(text)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
