/// What the operator of a deployment offers and gives: plans, offers, quotas, subscriptions of
/// tenants, directory tenants.
@NullMarked
package dev.keyward.client.operator;

import org.jspecify.annotations.NullMarked;
