/// Certificates: who issues them and what the issuers of a vault are.
///
/// Knows no storage, no JSON and no HTTP. Entry type: [CertificateIssuer], behind which a
/// certificate authority of any kind is put.
@NullMarked
package dev.keyward.vault.certificates;

import org.jspecify.annotations.NullMarked;
