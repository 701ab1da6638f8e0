/// The operations on keys and with them. Entry type: [KeyRoutes].
@NullMarked
package dev.keyward.api.data.keys;

import org.jspecify.annotations.NullMarked;
