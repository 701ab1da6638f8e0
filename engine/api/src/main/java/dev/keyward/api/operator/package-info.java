/// The operator's side of subscriptions: plans, offers, quotas, who has subscribed, and the
/// directory tenants (tenancy.md, sections 3, 7 and 9). All of it takes rights in the operator's
/// own subscription, and none of it reaches into a tenant's.
///
/// Entry type: [OperatorRoutes].
@NullMarked
package dev.keyward.api.operator;

import org.jspecify.annotations.NullMarked;
