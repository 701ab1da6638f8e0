/// Keys and what is done with them: generate, import, sign, wrap, encrypt, certify, and the sealing
/// of records at rest.
///
/// The only room that knows providers and imports `javax.crypto`. Knows no storage and no names of
/// operations on the wire. Packages, each of which may use those before it: `encoding`, `memory`,
/// `forms`, `sealing`, `keys`, `files`, `transport`, `certificates`; the exact arrows are in
/// `LayersTest`.
@NullMarked
package dev.keyward.crypto;

import org.jspecify.annotations.NullMarked;
