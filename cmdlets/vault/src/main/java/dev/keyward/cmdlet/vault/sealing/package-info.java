/// Cmdlets about how a deployment's records are sealed: their check and repair, and new keys for
/// them.
@NullMarked
package dev.keyward.cmdlet.vault.sealing;

import org.jspecify.annotations.NullMarked;
