/// The audit records of requests and of what the engine does by itself, in the form of Azure, and
/// their way into the log.
///
/// Knows no plane and no route. Entry types: [AuditRecord], [SystemRecord], [DeedRecord],
/// [EvidenceBridge].
@NullMarked
package dev.keyward.api.audit;

import org.jspecify.annotations.NullMarked;
