/// Keys and their use.
@NullMarked
package dev.keyward.cmdlet.vault.keys;

import org.jspecify.annotations.NullMarked;
