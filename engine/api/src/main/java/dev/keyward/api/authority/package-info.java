/// The HTTP side of the certificate authority that each vault has: what it publishes, to anybody,
/// and the revocation of what it issued. Entry type: [AuthorityRoutes].
@NullMarked
package dev.keyward.api.authority;

import org.jspecify.annotations.NullMarked;
