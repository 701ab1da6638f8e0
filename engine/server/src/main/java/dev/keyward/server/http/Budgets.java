package dev.keyward.server.http;

/// The bytes of what hasn't arrived whole, or not left, of all connections of a server.
///
/// @param strangers by address
/// @param known by tenant
/// @param unsent answers that their clients don't take, by address
record Budgets(ByteBudget strangers, ByteBudget known, ByteBudget unsent) {
    static Budgets of(ByteLimits limits) {
        return new Budgets(
                new ByteBudget(limits.strangers(), limits.strangersEach()),
                new ByteBudget(limits.known(), limits.knownEach()),
                new ByteBudget(limits.unsent(), limits.unsentEach()));
    }
}
