/// The deployment's own keys as a resource of the management plane: rotation of what seals its
/// records. Knows nothing of keys that customers keep in vaults. Entry type: [KeyRotationRoutes].
@NullMarked
package dev.keyward.api.keys;

import org.jspecify.annotations.NullMarked;
