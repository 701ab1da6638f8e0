package dev.keyward.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Signature and MAC algorithms (RFC 7518 3.1; `ES256K` RFC 8812; `EdDSA` RFC 8037; ML-DSA RFC
/// 9964; `RSNULL` Key Vault REST).
public enum SignatureAlgorithm {
    RS256("RSA", 32, null),
    RS384("RSA", 48, null),
    RS512("RSA", 64, null),
    PS256("RSA", 32, null),
    PS384("RSA", 48, null),
    PS512("RSA", 64, null),
    RSNULL("RSA", 0, null),
    ES256("EC", 32, Curve.P_256),
    ES384("EC", 48, Curve.P_384),
    ES512("EC", 64, Curve.P_521),
    ES256K("EC", 32, Curve.P_256K),
    HS256("oct", 0, null),
    HS384("oct", 0, null),
    HS512("oct", 0, null),
    EDDSA("OKP", 0, null),
    ML_DSA_44("AKP", 0, null),
    ML_DSA_65("AKP", 0, null),
    ML_DSA_87("AKP", 0, null);

    private final String kty;
    private final int digestBytes;
    private final @Nullable Curve curve;

    SignatureAlgorithm(String kty, int digestBytes, @Nullable Curve curve) {
        this.kty = kty;
        this.digestBytes = digestBytes;
        this.curve = curve;
    }

    /// The exact length of the digest; 0 where the caller gives something else: the DigestInfo
    /// (`RSNULL`) or the message itself (HMAC, EdDSA, ML-DSA).
    public int digestBytes() {
        return digestBytes;
    }

    /// The one curve it goes with; empty where there is none.
    public Optional<Curve> curve() {
        return Optional.ofNullable(curve);
    }

    /// The key type it goes with.
    public String kty() {
        return kty;
    }

    public String joseName() {
        return switch (this) {
            case EDDSA -> "EdDSA";
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> name().replace('_', '-');
            case RS256,
                    RS384,
                    RS512,
                    PS256,
                    PS384,
                    PS512,
                    RSNULL,
                    ES256,
                    ES384,
                    ES512,
                    ES256K,
                    HS256,
                    HS384,
                    HS512 ->
                    name();
        };
    }

    /// @param text in any letter case; `Ed25519` (RFC 9864) is `EdDSA` as well
    public static Optional<SignatureAlgorithm> parse(String text) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.joseName().equalsIgnoreCase(text)) {
                return Optional.of(algorithm);
            }
        }
        return text.equalsIgnoreCase("Ed25519") ? Optional.of(EDDSA) : Optional.empty();
    }
}
