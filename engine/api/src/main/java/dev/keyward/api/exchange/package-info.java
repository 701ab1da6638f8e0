/// One request and what becomes of it: what came, what is known of it so far, what is answered, and
/// what its audit record shall say.
///
/// Knows no operation and no route. Whoever takes requests holds the [Admission]; operations get
/// its [Exchange].
@NullMarked
package dev.keyward.api.exchange;

import org.jspecify.annotations.NullMarked;
