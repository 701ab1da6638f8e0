/// The tamper-evident log: chain, segments, checkpoints, verification.
///
/// Knows nothing of requests; a record is text it makes durable. Entry type: `AuditLog`.
@NullMarked
package dev.keyward.audit;

import org.jspecify.annotations.NullMarked;
