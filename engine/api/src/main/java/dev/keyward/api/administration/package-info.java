/// What the owners of a deployment ask of it as a whole, beside Azure's own operations on the
/// management plane: its audit trail, its integrity, its own keys, and in a development server its
/// time and its contents.
///
/// Knows nothing of keys that customers keep in vaults. Entry types: [AuditTrail],
/// [IntegrityRoutes], [KeyRotationRoutes], [TimeRoutes], [ContentsRoutes].
@NullMarked
package dev.keyward.api.administration;

import org.jspecify.annotations.NullMarked;
