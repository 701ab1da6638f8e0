package dev.keyward.api.operation;

import org.jspecify.annotations.Nullable;

/// What the dispatcher asks for before it runs an operation.
public sealed interface Access {
    /// Nothing: discovery, token endpoints. The operation itself decides.
    record Anonymous() implements Access {}

    /// A valid token for the management or graph endpoint; the operation asks for the role, since
    /// it alone knows the scope.
    ///
    /// @param versions that the request may name; null where any is as good
    record SignedIn(@Nullable KnownVersions versions) implements Access {}

    /// A valid token for the vault, and the right by its access policies or roles.
    record InVault(DataRight right) implements Access {}
}
