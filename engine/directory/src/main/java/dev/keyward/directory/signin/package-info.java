/// From passwords and client secrets to tokens, and what slows guessing down: locks of names, which
/// are rows of the store, and paces of this process. Entry type:
/// [SignIn][dev.keyward.directory.signin.SignIn].
///
/// Knows no hash and no signing key: `principals` compares, on its own threads, and `tokens`
/// issues.
@NullMarked
package dev.keyward.directory.signin;

import org.jspecify.annotations.NullMarked;
