/// Reading and checking the audit trail through the management endpoint.
///
/// Knows files of the trail through the audit room alone. Entry type: [AuditTrail].
@NullMarked
package dev.keyward.api.trail;

import org.jspecify.annotations.NullMarked;
