/// Bodies of the key operations (data-plane-keys.md, section 2).
@NullMarked
package dev.keyward.wire.keys;

import org.jspecify.annotations.NullMarked;
