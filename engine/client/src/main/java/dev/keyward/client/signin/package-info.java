/// Finding a deployment, signing in to it, and who is signed in then. Entry types: [Environment],
/// [Login].
@NullMarked
package dev.keyward.client.signin;

import org.jspecify.annotations.NullMarked;
