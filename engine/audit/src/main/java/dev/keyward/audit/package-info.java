/// The tamper-evident log: chain, segments, checkpoints, reading and verification.
///
/// Knows nothing of requests; a record is text it makes durable. Knows no keys either: who signs
/// and who verifies are arguments.
///
/// ```
/// try (AuditLog log = AuditLog.at(directory, "node-1", clock, signer)) {
///     for (var left : store.evidence(limit)) {
///         log.append(left.sequence(), left.auditRecord());
///     }
///     log.append(record).thenRun(answer);
/// }
/// ```
///
/// The directory holds `segment-<first record>.audit` files in the format of `Frame`, the newest
/// checkpoint as text in `head`, and in `cut-after-<record>` what a crash left torn. Entry types:
/// [AuditLog], [AuditReader], [AuditVerifier].
@NullMarked
package dev.keyward.audit;

import org.jspecify.annotations.NullMarked;
