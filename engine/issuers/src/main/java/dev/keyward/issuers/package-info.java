/// Certificate issuers behind the port of the vault room: the authority that every vault has of its
/// own, and any ACME server.
///
/// Knows no JSON and no HTTP but what the ACME library does. Entry types: [VaultAuthority] and
/// `acme.AcmeIssuer`.
///
/// ```java
/// new CertificateIssuers(List.of(new VaultAuthority(foundation, urls, evidence), acme))
/// ```
@NullMarked
package dev.keyward.issuers;

import org.jspecify.annotations.NullMarked;
