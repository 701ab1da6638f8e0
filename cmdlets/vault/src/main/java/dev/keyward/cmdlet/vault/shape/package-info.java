/// What vault cmdlets share: their frame, the errors they write, the objects they give and how
/// those are shown.
///
/// Entry type: [VaultCmdlet].
@NullMarked
package dev.keyward.cmdlet.vault.shape;

import org.jspecify.annotations.NullMarked;
