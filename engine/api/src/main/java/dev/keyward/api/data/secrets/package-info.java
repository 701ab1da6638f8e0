/// The operations on secrets. Entry type: [SecretRoutes].
@NullMarked
package dev.keyward.api.data.secrets;

import org.jspecify.annotations.NullMarked;
