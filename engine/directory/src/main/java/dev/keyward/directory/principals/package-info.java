/// Who there is: users, groups, service principals, the applications behind these, and what they
/// prove themselves with. Hashes of passwords and secrets don't leave this package. Entry type:
/// [Principals][dev.keyward.directory.principals.Principals].
///
/// Knows no token, no role, no subscription.
@NullMarked
package dev.keyward.directory.principals;

import org.jspecify.annotations.NullMarked;
