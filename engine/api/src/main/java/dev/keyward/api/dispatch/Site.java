package dev.keyward.api.dispatch;

import dev.keyward.api.exchange.Endpoints;
import dev.keyward.api.exchange.Plane;
import dev.keyward.model.VaultName;

/// What a request's host means.
sealed interface Site {
    /// The host of one vault, which may not exist, in the region of the endpoints.
    record OfVault(VaultName name, Endpoints endpoints) implements Site {}

    /// A host of its own: management, adminmanagement, login or graph.
    record OfPlane(Plane plane, Endpoints endpoints) implements Site {}

    /// Any other host where there is a default vault: it serves all planes, and the path decides.
    record Shared(VaultName defaultVault, Endpoints endpoints) implements Site {}

    /// No host of this deployment.
    record Nowhere() implements Site {}

    /// Not a host at all.
    record Malformed() implements Site {}
}
