/// What applications sign in with from this machine: certificates with their keys.
///
/// Knows no server and no connection. Entry type: [ClientCertificate].
@NullMarked
package dev.keyward.cmdlet.vault.signin;

import org.jspecify.annotations.NullMarked;
