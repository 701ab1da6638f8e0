/// Keys: making, taking in, using, rotating and releasing them, here or in a hardware module.
///
/// Knows no cryptography but what the room `crypto` offers, and of certificates only that the key
/// of one is managed.
///
/// Entry types: [VaultKeys], [KeyUse], [RsaPool].
@NullMarked
package dev.keyward.vault.keys;

import org.jspecify.annotations.NullMarked;
