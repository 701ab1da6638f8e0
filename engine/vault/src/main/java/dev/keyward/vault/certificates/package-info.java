/// Certificates: policies, enrolment, import and merge, renewal; each version with a key and a
/// secret of its own.
///
/// Knows keys and secrets only as what belongs to a certificate, and issuers only by their port. No
/// JSON and no HTTP.
///
/// Entry types: [VaultCertificates], [Enrolments], [Renewals].
@NullMarked
package dev.keyward.vault.certificates;

import org.jspecify.annotations.NullMarked;
