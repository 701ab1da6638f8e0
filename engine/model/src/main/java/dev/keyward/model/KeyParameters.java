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

    /// The JOSE name of the key type (RFC 7518 6.1).
    default String kty() {
        return switch (this) {
            case Rsa _ -> "RSA";
            case Ec _ -> "EC";
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
            case Ec _ -> List.of(KeyOperation.SIGN, KeyOperation.VERIFY);
        };
    }
}
