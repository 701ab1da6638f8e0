/// What a vault does: the life cycle of vaults, keys, secrets and certificates; versions, soft
/// delete, backup, and the use of keys.
///
/// Knows no HTTP, no JSON and no SQL, and doesn't ask who the caller is: that was decided before.
/// Everything is a record sealed in its vault's scope, every change one transaction with its audit
/// record, and what is in memory is forgotten before a change is acknowledged.
///
/// This package puts the room together and is known by none of its packages, which are, from the
/// ground up: `rows`, `vaults`, `upkeep`, `objects`, `stored`, then `secrets`, `keys`, `issuers`
/// and `contacts` side by side, and `certificates` over these four. Other rooms use all but `rows`
/// and `stored`.
///
/// Entry types: [VaultObjects], [VaultTransfer].
///
/// ```java
/// Vaults vaults = Vaults.open(records, store, clock, random);
/// VaultSecrets secrets = new VaultSecrets(new Foundation(records, store, vaults, clock, random));
/// Vault vault = vaults.find(name).orElseThrow();
/// String value = secrets.get(vault, secretName, null).value().toUtf8(SecretAccess.request());
/// ```
@NullMarked
package dev.keyward.vault;

import org.jspecify.annotations.NullMarked;
