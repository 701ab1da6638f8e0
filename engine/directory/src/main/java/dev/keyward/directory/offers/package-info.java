/// What the operator offers, and who has it: quotas, plans, offers, the plans of subscriptions, and
/// so which services a subscription may use, where and how much (tenancy.md). Entry types:
/// [Catalogue][dev.keyward.directory.offers.Catalogue] is the operator's side,
/// [Subscribing][dev.keyward.directory.offers.Subscribing] the subscribers'.
///
/// Knows states and limits; who may change them (tenancy.md, section 7) is a matter of `roles`,
/// what the limits are counted against a matter of whoever holds vaults.
@NullMarked
package dev.keyward.directory.offers;

import org.jspecify.annotations.NullMarked;
