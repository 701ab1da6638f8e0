/// Who issues certificates: the issuers of a vault, as its users set them, and the port behind
/// which a certificate authority of any kind is put.
///
/// Knows no certificates of vaults: it is handed an order and answers it.
///
/// Entry types: [CertificateIssuer], [VaultIssuers].
@NullMarked
package dev.keyward.vault.issuers;

import org.jspecify.annotations.NullMarked;
