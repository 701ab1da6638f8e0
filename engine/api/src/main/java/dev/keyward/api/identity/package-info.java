/// Tokens of managed identities for workloads on the server's own machine (identity.md, section 8;
/// decision 0040).
///
/// Knows nothing of sockets: whoever listens asks through a door. Entry types: [IdentityEndpoint],
/// [IdentityTokens].
@NullMarked
package dev.keyward.api.identity;

import org.jspecify.annotations.NullMarked;
