/// Secrets: setting, reading and changing them.
///
/// Knows of certificates only that the secret of one is managed.
///
/// Entry type: [VaultSecrets].
@NullMarked
package dev.keyward.vault.secrets;

import org.jspecify.annotations.NullMarked;
