package dev.keyward.api;

import dev.keyward.model.Permission;
import java.util.List;

/// What the dispatcher asks for before it runs an operation.
public sealed interface Access {
    /// Nothing: discovery, token endpoints. The operation itself decides.
    record Anonymous() implements Access {}

    /// A valid token for the management or graph endpoint; the operation asks for the role, since
    /// it alone knows the scope.
    record SignedIn() implements Access {}

    /// A valid token for the vault and one of these permissions in its access policies.
    ///
    /// @param anyOf the one that refusals name first
    record VaultPermission(List<Permission> anyOf) implements Access {}
}
