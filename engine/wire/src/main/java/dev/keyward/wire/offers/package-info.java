/// Plans, offers, quotas, subscriptions and directory tenants as the operator and subscribers send
/// and get them (tenancy.md). A body that is sent as it was got means the same again.
@NullMarked
package dev.keyward.wire.offers;

import org.jspecify.annotations.NullMarked;
