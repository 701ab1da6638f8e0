package dev.keyward.model;

import java.util.Optional;

/// The curves of key type `OKP` (RFC 8037, 2): one signs, one agrees on keys.
public enum OkpCurve {
    ED25519("Ed25519"),
    X25519("X25519");

    /// Bytes of a private key, and of a public one (RFC 7748, RFC 8032).
    public static final int KEY_BYTES = 32;

    private final String joseName;

    OkpCurve(String joseName) {
        this.joseName = joseName;
    }

    public String joseName() {
        return joseName;
    }

    /// @param text in any letter case
    public static Optional<OkpCurve> parse(String text) {
        for (OkpCurve curve : values()) {
            if (curve.joseName.equalsIgnoreCase(text)) {
                return Optional.of(curve);
            }
        }
        return Optional.empty();
    }
}
