/// The forms of users' keys: the parts of a JWK, PKCS#8 as keys are kept, curves, and which JCA
/// provider does what. Nothing is done with a key here.
@NullMarked
package dev.keyward.crypto.forms;

import org.jspecify.annotations.NullMarked;
