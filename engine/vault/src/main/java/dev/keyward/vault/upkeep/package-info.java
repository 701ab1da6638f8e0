/// What the deployment does by itself when the time of a record has come.
///
/// Knows what a chore and a deed are, but of the chores only the purge of vaults. Rooms add chores
/// of their own.
///
/// Entry types: [Upkeep], [Chore].
@NullMarked
package dev.keyward.vault.upkeep;

import org.jspecify.annotations.NullMarked;
