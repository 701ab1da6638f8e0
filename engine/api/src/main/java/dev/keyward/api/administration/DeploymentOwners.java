package dev.keyward.api.administration;

import dev.keyward.api.deployment.Deployment;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.roles.ManagementRights;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.model.Guids;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Who may do what concerns the deployment as a whole: owners of the operator's subscription. They
/// come by that on the operator's plane, and on the management plane by the deployment's first
/// subscription, as they did before there was the other.
public record DeploymentOwners(Tenancy tenancy, ManagementRights rights, Deployment deployment) {
    /// The subscription in the path, if the caller may do this in it.
    ///
    /// @throws VaultException with `SubscriptionNotFound` or `AuthorizationFailed`
    public Subscription authorized(Exchange exchange, String action) {
        ManagementRights.Reach reach =
                rights.reach(
                        exchange.caller(), exchange.plane().side(), exchange.path("subscription"));
        ResourceScope scope = scope(reach.subscription());
        exchange.audit().resource(scope.id());
        return reach.require(action, scope);
    }

    private static ResourceScope scope(Subscription subscription) {
        return ResourceScope.ofSubscription(subscription.id().toString());
    }

    /// Whose records the caller reads by a subscription: its own, and with them those of the
    /// directory if the caller administers it. By the operator's they are those of its plane and of
    /// the deployment. Who owns the deployment and comes by its first subscription sees what he
    /// sees as either; of nobody else's, since no right of an operator's is one to a tenant's
    /// records.
    ///
    /// A subscription that was deleted, or is being deleted, has nobody any more who has a role in
    /// it: administrators of its directory read its records at its own path.
    ///
    /// @param action that reads records
    /// @throws VaultException with `SubscriptionNotFound` or `AuthorizationFailed`
    TrailScope trail(Exchange exchange, String action) {
        return gone(exchange)
                .map(id -> {
                    exchange.audit().resource(ResourceScope.ofSubscription(id.toString()).id());
                    return TrailScope.of(id);
                })
                .orElseGet(() -> trail(exchange.caller(), authorized(exchange, action), action));
    }

    private Optional<UUID> gone(Exchange exchange) {
        String id = exchange.path("subscription");
        Caller caller = exchange.caller();
        return exchange.plane().side() == Subscription.Side.TENANT
                        && Guids.isGuid(id)
                        && administers(caller)
                ? Optional.of(UUID.fromString(id))
                        .filter(each ->
                                tenantOfGone(each).filter(caller.tenant()::equals).isPresent())
                : Optional.empty();
    }

    private Optional<TenantId> tenantOfGone(UUID id) {
        return tenancy.subscription(id)
                .filter(found ->
                        found.state() == Subscription.State.DELETING
                                || found.state() == Subscription.State.PARTIALLY_DELETED)
                .map(Subscription::tenant)
                .or(() -> tenancy.formerTenant(id));
    }

    private boolean administers(Caller caller) {
        return tenancy.tenant(caller.tenant())
                .filter(tenant -> tenant.isAdministrator(caller))
                .isPresent();
    }

    private TrailScope trail(Caller caller, Subscription subscription, String action) {
        TrailScope own = TrailScope.of(subscription.id());
        boolean alone = tenancy.tenants().size() == 1;
        if (subscription.side() == Subscription.Side.OPERATOR) {
            return own.withDeployment(alone);
        }
        TrailScope tenants = administers(caller) ? own.withTenant(caller.tenant()) : own;
        return isOwner(subscription, caller)
                ? tenants.with(readable(caller, action))
                        .with(tenancy.provider().stream())
                        .withDeployment(alone)
                : tenants;
    }

    private Stream<Subscription> readable(Caller caller, String action) {
        return rights.subscriptions(caller, Subscription.Side.TENANT).stream()
                .filter(each ->
                        rights.reach(caller, each.side(), each.id().toString())
                                .covers(action, scope(each)));
    }

    /// Whether the caller came by one of these subscriptions and owns the operator's.
    public boolean isOwner(Subscription subscription, Caller caller) {
        return (subscription.id().equals(deployment.subscription())
                        || subscription.side() == Subscription.Side.OPERATOR)
                && tenancy.provider().stream()
                        .anyMatch(provider -> caller.isAmong(provider.owners()));
    }

    /// @return the subscription in the path
    /// @throws VaultException with `AuthorizationFailed` for everybody but owners of the deployment
    public Subscription requireOwner(Exchange exchange, String action) {
        Subscription subscription = authorized(exchange, action);
        if (!isOwner(subscription, exchange.caller())) {
            throw new VaultException(
                    new VaultError.AuthorizationFailed(
                            exchange.caller().client().toString(),
                            exchange.caller().objectId().value(),
                            action,
                            "/subscriptions/" + subscription.id()));
        }
        return subscription;
    }
}
