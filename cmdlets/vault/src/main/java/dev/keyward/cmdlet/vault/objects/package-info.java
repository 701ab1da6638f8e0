/// What is done alike to keys, secrets and certificates: backup, restore, removal and its undoing.
///
/// A class a verb; the kind of object is data, [ObjectKind].
@NullMarked
package dev.keyward.cmdlet.vault.objects;

import org.jspecify.annotations.NullMarked;
