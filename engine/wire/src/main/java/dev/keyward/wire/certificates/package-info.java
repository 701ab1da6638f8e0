/// Certificates, their policies, operations, issuers and contacts on the wire
/// (data-plane-certificates.md, section 2).
@NullMarked
package dev.keyward.wire.certificates;

import org.jspecify.annotations.NullMarked;
