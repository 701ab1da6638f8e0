/// How objects stand in rows: a head that says which version is current and whether the object is
/// deleted, a row a version, rows beside them; what of all that is in memory; and the state machine
/// of the soft delete over it.
///
/// Knows none of the kinds: what a version holds is a [Codec]'s matter, and what is due of it an
/// [Agenda]'s. For the kinds of this room alone; other rooms see a
/// [dev.keyward.vault.objects.LifeCycle].
///
/// Entry types: [StoredObjects] for objects with versions, [SideRows] for what stands beside them.
@NullMarked
package dev.keyward.vault.stored;

import org.jspecify.annotations.NullMarked;
