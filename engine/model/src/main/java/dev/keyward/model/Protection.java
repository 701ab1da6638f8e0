package dev.keyward.model;

import java.util.Locale;

/// Where a private key lives.
public enum Protection {
    /// Sealed in the store, opened in the server's memory.
    SOFTWARE,
    /// In a hardware security module, which it never leaves.
    HSM;

    private static final String SUFFIX = "-HSM";

    /// What a `kty` such as `EC-HSM` says, in any letter case.
    public static Protection of(String kty) {
        return kty.toUpperCase(Locale.ROOT).endsWith(SUFFIX) ? HSM : SOFTWARE;
    }

    /// The `kty` without what says where the key lives.
    public static String bareKty(String kty) {
        return of(kty) == HSM ? kty.substring(0, kty.length() - SUFFIX.length()) : kty;
    }

    /// The `kty` of a key of this kind that lives here, such as `RSA-HSM`.
    public String kty(KeyParameters parameters) {
        return switch (this) {
            case SOFTWARE -> parameters.kty();
            case HSM -> parameters.kty() + SUFFIX;
        };
    }
}
