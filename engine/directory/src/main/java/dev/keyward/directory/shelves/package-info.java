/// Values of the directory as they are held: a shelf in memory for each kind, and changes of
/// several kinds in one batch. Entry type:
/// [Persistence][dev.keyward.directory.shelves.Persistence].
///
/// Knows no kind.
@NullMarked
package dev.keyward.directory.shelves;

import org.jspecify.annotations.NullMarked;
