/// Finding a deployment, signing in to it, and who is signed in then. Entry types: [Environment],
/// [Login], and [ManagedIdentity] for workloads beside an endpoint that gives them tokens.
@NullMarked
package dev.keyward.client.signin;

import org.jspecify.annotations.NullMarked;
