/// The answers about the audit trail (audit-log.md): its records, which stand in them byte for byte
/// as they were written, and what checking it found.
@NullMarked
package dev.keyward.wire.trail;

import org.jspecify.annotations.NullMarked;
