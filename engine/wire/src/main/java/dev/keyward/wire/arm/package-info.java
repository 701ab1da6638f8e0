/// The JSON of the management plane (management-plane.md): vaults, access policies, resource
/// groups, subscriptions, providers, the discovery document.
///
/// Unknown members of a request are passed over, read-only ones too: clients send whole resources
/// back. `null` means absent.
@NullMarked
package dev.keyward.wire.arm;

import org.jspecify.annotations.NullMarked;
