/// Who is told of the certificates of a vault, and what.
///
/// Knows neither certificates nor mail: a notice says what happened, and whoever writes letters
/// makes records of it.
///
/// Entry types: [VaultContacts], [ContactLetters].
@NullMarked
package dev.keyward.vault.contacts;

import org.jspecify.annotations.NullMarked;
