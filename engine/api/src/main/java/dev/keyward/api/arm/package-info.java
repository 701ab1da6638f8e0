/// The management plane: tenants, subscriptions, providers, resource groups, vaults and their
/// access policies, in ARM's shape (management-plane.md).
///
/// Entry type: [ManagementRoutes].
@NullMarked
package dev.keyward.api.arm;

import org.jspecify.annotations.NullMarked;
