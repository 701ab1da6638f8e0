package dev.keyward.api;

import dev.keyward.model.Permission;
import java.util.List;

/// One thing the API can do.
///
/// @param name as the audit record has it, such as `SecretGet`
public record Operation(
        String name, Category category, Access access, Pricing pricing, Handler handler) {

    /// An operation on the data plane of a vault.
    public static Operation vault(String name, Permission permission, Cost cost, Handler handler) {
        return vault(name, permission, (Exchange _) -> cost, handler);
    }

    /// An operation on the data plane of a vault whose cost depends on the request.
    public static Operation vault(
            String name, Permission permission, Pricing pricing, Handler handler) {
        return new Operation(
                name,
                Category.AUDIT_EVENT,
                new Access.VaultPermission(List.of(permission)),
                pricing,
                handler);
    }

    /// An operation on the data plane of a vault that any one of some permissions allows.
    ///
    /// @param permissions the one that refusals name first
    public static Operation vaultAny(
            String name, List<? extends Permission> permissions, Cost cost, Handler handler) {
        return new Operation(
                name,
                Category.AUDIT_EVENT,
                new Access.VaultPermission(List.copyOf(permissions)),
                (Exchange _) -> cost,
                handler);
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
