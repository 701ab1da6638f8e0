package dev.keyward.api.operation;

/// What the dispatcher asks for before it runs an operation.
public sealed interface Access {
    /// Nothing: discovery, token endpoints. The operation itself decides.
    record Anonymous() implements Access {}

    /// A valid token for the management or graph endpoint; the operation asks for the role, since
    /// it alone knows the scope.
    record SignedIn() implements Access {}

    /// A valid token for the vault, and the right by its access policies or roles.
    record InVault(DataRight right) implements Access {}
}
