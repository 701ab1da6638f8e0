/// The utility cmdlets: everything a script calls that has nothing to do with vaults.
///
/// [Utilities#all] is the entry.
@NullMarked
package dev.keyward.language.utility;

import org.jspecify.annotations.NullMarked;
