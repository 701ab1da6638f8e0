package dev.keyward.api.operation;

import dev.keyward.api.exchange.Category;

/// One thing the API can do.
///
/// @param name as the audit record has it, such as `SecretGet`
public record Operation(String name, Category category, Access access, Planner planner) {
    /// An operation on the data plane of a vault.
    public static Operation vault(String name, DataRight right, Cost cost, Handler handler) {
        return vault(name, right, always(cost, handler));
    }

    /// An operation on the data plane of a vault whose cost depends on the request.
    public static Operation vault(String name, DataRight right, Planner planner) {
        return new Operation(name, Category.AUDIT_EVENT, new Access.InVault(right), planner);
    }

    /// An operation of the management plane or the graph; its handler decides by role.
    public static Operation signedIn(String name, Category category, Cost cost, Handler handler) {
        return new Operation(name, category, new Access.SignedIn(null), always(cost, handler));
    }

    /// An operation that needs no token.
    public static Operation anonymous(String name, Category category, Cost cost, Handler handler) {
        return new Operation(name, category, new Access.Anonymous(), always(cost, handler));
    }

    /// The same for requests that name one of these versions.
    Operation in(KnownVersions versions) {
        return new Operation(name, category, new Access.SignedIn(versions), planner);
    }

    private static Planner always(Cost cost, Handler handler) {
        return exchange -> Plan.of(cost, () -> handler.run(exchange));
    }
}
