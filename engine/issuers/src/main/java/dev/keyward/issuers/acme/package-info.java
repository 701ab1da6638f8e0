/// Certificates from any ACME server (RFC 8555).
///
/// Entry type: [dev.keyward.issuers.acme.AcmeIssuer].
@NullMarked
package dev.keyward.issuers.acme;

import org.jspecify.annotations.NullMarked;
