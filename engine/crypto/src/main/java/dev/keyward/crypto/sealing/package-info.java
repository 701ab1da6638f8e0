/// Keys that protect what is at rest: the root key and who guards it, the keys of scopes, wrapping,
/// MACs, passwords and passphrases. Knows no keys of users.
@NullMarked
package dev.keyward.crypto.sealing;

import org.jspecify.annotations.NullMarked;
