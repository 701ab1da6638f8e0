/// From passwords and client secrets to tokens, and what slows guessing down. Entry type:
/// [SignIn][dev.keyward.directory.signin.SignIn].
///
/// Knows no hash and no signing key: `principals` compares, `tokens` issues.
@NullMarked
package dev.keyward.directory.signin;

import org.jspecify.annotations.NullMarked;
