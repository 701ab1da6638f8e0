/// Vaults as the management plane knows them: settings, placement, network rules, and their life
/// cycle with its soft delete.
///
/// Knows nothing of what a vault holds, nor of who waits for it to be gone but that somebody does.
///
/// Entry type: [Vaults].
@NullMarked
package dev.keyward.vault.vaults;

import org.jspecify.annotations.NullMarked;
