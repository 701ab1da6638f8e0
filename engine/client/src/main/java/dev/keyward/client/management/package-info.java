/// Subscriptions, resource groups, vaults, roles and what an administrator asks of a deployment.
/// Entry type: [ResourceClient].
@NullMarked
package dev.keyward.client.management;

import org.jspecify.annotations.NullMarked;
