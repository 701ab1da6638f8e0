/// The JSON of the login endpoint (identity.md, sections 2 to 4): tokens, refusals, discovery
/// documents, keys.
@NullMarked
package dev.keyward.wire.login;

import org.jspecify.annotations.NullMarked;
