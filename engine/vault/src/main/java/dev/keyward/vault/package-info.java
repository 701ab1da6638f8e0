/// What a vault does: the life cycle of vaults, keys and secrets; versions, soft delete, backup,
/// and the use of keys.
///
/// Knows no HTTP, no JSON and no SQL, and doesn't ask who the caller is: that was decided before.
/// Everything is a record sealed in its vault's scope, every change one transaction with its audit
/// record, and what is in memory is forgotten before a change is acknowledged.
///
/// Entry types: [Vaults], [VaultSecrets], [VaultKeys], the [LifeCycle] they share, [Upkeep].
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
