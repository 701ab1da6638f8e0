package dev.keyward.model;

import java.util.List;

/// What kind of key, without any key material; may be logged.
public sealed interface KeyParameters {
    /// @param modulusBits 2048, 3072 or 4096
    record Rsa(int modulusBits) implements KeyParameters {
        public Rsa {
            if (modulusBits != 2048 && modulusBits != 3072 && modulusBits != 4096) {
                throw new VaultException(
                        new VaultError.BadParameter("key_size", "2048, 3072 or 4096"));
            }
        }
    }

    record Ec(Curve curve) implements KeyParameters {}

    /// A symmetric key: for AES with 128, 192 or 256 bits, for HMAC with 256 to 512.
    ///
    /// @param bits whole bytes
    record Oct(int bits) implements KeyParameters {
        private static final int SMALLEST_HMAC_BITS = 256;
        private static final int LARGEST_BITS = 512;

        public Oct {
            boolean aes = bits == 128 || bits == 192;
            boolean hmac = bits >= SMALLEST_HMAC_BITS && bits <= LARGEST_BITS && bits % 8 == 0;
            if (!aes && !hmac) {
                throw new VaultException(
                        new VaultError.BadParameter("key_size", "128, 192 or 256"));
            }
        }

        /// Whether AES takes keys of this length; HMAC takes the others.
        public boolean isAes() {
            return bits <= 256;
        }
    }

    /// A post-quantum key (RFC 9964, draft-ietf-jose-pqc-kem).
    record Akp(AkpAlgorithm algorithm) implements KeyParameters {}

    /// A key on Curve25519 (RFC 8037).
    record Okp(OkpCurve curve) implements KeyParameters {}

    /// The JOSE name of the key type (RFC 7518 6.1, RFC 8037 2, RFC 9964 3).
    default String kty() {
        return switch (this) {
            case Rsa _ -> "RSA";
            case Ec _ -> "EC";
            case Oct _ -> "oct";
            case Akp _ -> "AKP";
            case Okp _ -> "OKP";
        };
    }

    /// What such a key may do when its maker doesn't say, in the order the service answers.
    default List<KeyOperation> defaultOperations() {
        return switch (this) {
            case Rsa _ ->
                    List.of(
                            KeyOperation.ENCRYPT,
                            KeyOperation.DECRYPT,
                            KeyOperation.SIGN,
                            KeyOperation.VERIFY,
                            KeyOperation.WRAP_KEY,
                            KeyOperation.UNWRAP_KEY);
            case Ec _ -> SIGNING;
            case Oct oct ->
                    oct.isAes()
                            ? List.of(
                                    KeyOperation.ENCRYPT,
                                    KeyOperation.DECRYPT,
                                    KeyOperation.WRAP_KEY,
                                    KeyOperation.UNWRAP_KEY)
                            : SIGNING;
            case Akp akp -> akp.algorithm().isSignature() ? SIGNING : WRAPPING;
            case Okp okp ->
                    switch (okp.curve()) {
                        case ED25519 -> SIGNING;
                        case X25519 -> WRAPPING;
                    };
        };
    }

    /// Of keys that only sign.
    List<KeyOperation> SIGNING = List.of(KeyOperation.SIGN, KeyOperation.VERIFY);

    /// Of keys that only wrap other keys.
    List<KeyOperation> WRAPPING = List.of(KeyOperation.WRAP_KEY, KeyOperation.UNWRAP_KEY);
}
