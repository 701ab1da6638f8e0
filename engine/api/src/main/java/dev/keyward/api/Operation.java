package dev.keyward.api;

/// One thing the API can do.
///
/// @param name as the audit record has it, such as `SecretGet`
public record Operation(
        String name, Category category, Access access, Pricing pricing, Handler handler) {

    /// An operation on the data plane of a vault.
    public static Operation vault(String name, DataRight right, Cost cost, Handler handler) {
        return vault(name, right, (Exchange _) -> cost, handler);
    }

    /// An operation on the data plane of a vault whose cost depends on the request.
    public static Operation vault(String name, DataRight right, Pricing pricing, Handler handler) {
        return new Operation(
                name, Category.AUDIT_EVENT, new Access.InVault(right), pricing, handler);
    }

    /// An operation of the management plane or the graph; its handler decides by role.
    public static Operation signedIn(String name, Category category, Cost cost, Handler handler) {
        return new Operation(name, category, new Access.SignedIn(), _ -> cost, handler);
    }

    /// An operation that needs no token.
    public static Operation anonymous(String name, Category category, Cost cost, Handler handler) {
        return new Operation(name, category, new Access.Anonymous(), _ -> cost, handler);
    }
}
