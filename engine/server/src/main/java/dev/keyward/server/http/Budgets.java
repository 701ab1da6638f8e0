package dev.keyward.server.http;

import dev.keyward.model.Origin;

/// The bytes of what hasn't arrived whole, or not left, of all connections of a server.
///
/// @param strangers by [Origin#host]
/// @param known by tenant
/// @param unsent answers that their clients don't take, by [Origin#host]
record Budgets(ByteBudget strangers, ByteBudget known, ByteBudget unsent) {
    static Budgets of(ByteLimits limits) {
        return new Budgets(
                new ByteBudget(limits.strangers(), limits.strangersEach()),
                new ByteBudget(limits.known(), limits.knownEach()),
                new ByteBudget(limits.unsent(), limits.unsentEach()));
    }

    /// For what comes from an address.
    ByteBudget.Tab ofStranger(String address) {
        return strangers.tab(Origin.of(address).host());
    }

    /// For what comes from a caller of a tenant.
    ByteBudget.Tab ofTenant(String tenant) {
        return known.tab(tenant);
    }

    /// For an answer on its way to an address.
    ByteBudget.Tab unsentTo(String address) {
        return unsent.tab(Origin.of(address).host());
    }
}
