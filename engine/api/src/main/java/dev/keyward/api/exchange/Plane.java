package dev.keyward.api.exchange;

import dev.keyward.directory.tenancy.Subscription;

/// Which of the services of a deployment a request is for.
public enum Plane {
    VAULT,
    MANAGEMENT,
    /// The operator's: what concerns all tenants (management-plane.md, section 1).
    ADMIN,
    LOGIN,
    GRAPH,
    /// Tokens for workloads on the server's own machine. It has no host: there is a door of its own
    /// to it, which is no part of the HTTPS listener.
    IDENTITY;

    /// Whether it is asked in ARM's dialect.
    public boolean isResourceManager() {
        return this == MANAGEMENT || this == ADMIN;
    }

    /// Whether people and applications come here to get tokens, and so have none to show.
    public boolean givesTokens() {
        return this == LOGIN || this == IDENTITY;
    }

    /// Whose subscriptions are there: the operator's own on its plane and nowhere else, tenants' on
    /// every other.
    public Subscription.Side side() {
        return this == ADMIN ? Subscription.Side.OPERATOR : Subscription.Side.TENANT;
    }
}
