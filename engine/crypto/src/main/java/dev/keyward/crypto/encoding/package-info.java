/// What bytes look like: the canonical encoding of everything that is stored or authenticated, DER,
/// PEM, unsigned numbers. Knows no keys.
@NullMarked
package dev.keyward.crypto.encoding;

import org.jspecify.annotations.NullMarked;
