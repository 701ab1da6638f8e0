/// What belongs to whom: tenants, their subscriptions, the resource groups in these. Entry type:
/// [Tenancy][dev.keyward.directory.tenancy.Tenancy].
///
/// Decides nothing; who may do what in a subscription is a matter of `roles`.
@NullMarked
package dev.keyward.directory.tenancy;

import org.jspecify.annotations.NullMarked;
