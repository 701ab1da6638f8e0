/// X.509: certificates, requests, chains, authorities and revocation lists, and the files that
/// carry a certificate with its key.
@NullMarked
package dev.keyward.crypto.certificates;

import org.jspecify.annotations.NullMarked;
