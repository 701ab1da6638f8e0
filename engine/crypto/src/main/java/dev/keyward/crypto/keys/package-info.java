/// Users' keys at work: making them, opening them, signing, encrypting, wrapping, and what anyone
/// can do with the public half. Entry type: [Keys]. Knows no files and no certificates.
@NullMarked
package dev.keyward.crypto.keys;

import org.jspecify.annotations.NullMarked;
