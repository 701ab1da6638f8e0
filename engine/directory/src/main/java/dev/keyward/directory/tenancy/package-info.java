/// What belongs to whom: tenants, their subscriptions, the resource groups in these. Entry type:
/// [Tenancy][dev.keyward.directory.tenancy.Tenancy].
///
/// Knows who owns and administers; what that allows is a matter of `roles`.
@NullMarked
package dev.keyward.directory.tenancy;

import org.jspecify.annotations.NullMarked;
