/// Values only: names, ids, versions, attributes, algorithms, secret bytes and errors.
///
/// Knows no storage, no JSON, no HTTP and no cryptography. Entry types: the ids, [KeyParameters],
/// [SecretBytes], [VaultError].
@NullMarked
package dev.keyward.model;

import org.jspecify.annotations.NullMarked;
