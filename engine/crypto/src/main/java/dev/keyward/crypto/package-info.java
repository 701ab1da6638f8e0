/// Keys and what is done with them: generate, import, sign, wrap, encrypt, and the sealing of
/// records at rest.
///
/// The only room that knows providers and imports `javax.crypto`. Knows no storage and no names of
/// operations on the wire.
@NullMarked
package dev.keyward.crypto;

import org.jspecify.annotations.NullMarked;
