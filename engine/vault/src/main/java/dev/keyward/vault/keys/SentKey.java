package dev.keyward.vault.keys;

import dev.keyward.model.ObjectName;
import dev.keyward.model.Protection;

/// A key that comes wrapped by a key-exchange key (data-plane-keys.md, section 8).
///
/// @param exchangeKey the receiving key, of the same vault
/// @param exchangeVersion of the receiving key
/// @param kty the bare type of the key that is wrapped, such as `EC`
/// @param protection where it is to live
public record SentKey(
        ObjectName exchangeKey,
        String exchangeVersion,
        byte[] ciphertext,
        String kty,
        Protection protection) {
    @Override
    public String toString() {
        return "SentKey[" + kty + "]";
    }
}
