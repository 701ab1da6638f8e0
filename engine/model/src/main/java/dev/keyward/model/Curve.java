package dev.keyward.model;

import java.util.Arrays;
import java.util.Optional;

/// The elliptic curves of the service, by their JOSE names (RFC 7518 6.2.1.1; `P-256K` is Azure's
/// name of secp256k1).
public enum Curve {
    P_256("P-256", 32, 256),
    P_384("P-384", 48, 384),
    P_521("P-521", 66, 521),
    P_256K("P-256K", 32, 256);

    /// What Key Vault REST 2016-10-01 called `P-256K`; az CLI still imports under this name.
    private static final String OLD_P_256K = "SECP256K1";

    private final String joseName;
    private final int coordinateBytes;
    private final int bits;

    Curve(String joseName, int coordinateBytes, int bits) {
        this.joseName = joseName;
        this.coordinateBytes = coordinateBytes;
        this.bits = bits;
    }

    /// In any letter case, by an old name too.
    public static Optional<Curve> parse(String name) {
        return name.equalsIgnoreCase(OLD_P_256K)
                ? Optional.of(P_256K)
                : Arrays.stream(values())
                        .filter(curve -> curve.joseName.equalsIgnoreCase(name))
                        .findFirst();
    }

    public String joseName() {
        return joseName;
    }

    /// The fixed width of `x`, `y`, `d` and of each half of a signature, in bytes.
    public int coordinateBytes() {
        return coordinateBytes;
    }

    public int bits() {
        return bits;
    }
}
