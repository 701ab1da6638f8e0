/// Bodies of the secret operations (data-plane-secrets.md, section 2).
@NullMarked
package dev.keyward.wire.secrets;

import org.jspecify.annotations.NullMarked;
