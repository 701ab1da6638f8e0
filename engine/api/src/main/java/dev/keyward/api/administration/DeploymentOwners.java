package dev.keyward.api.administration;

import dev.keyward.api.deployment.Deployment;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.roles.ManagementRights;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;

/// Who may do what concerns the deployment as a whole: owners of the operator's subscription. They
/// come by that on the operator's plane, and on the management plane by the deployment's first
/// subscription, as they did before there was the other.
public record DeploymentOwners(Tenancy tenancy, ManagementRights rights, Deployment deployment) {
    /// The subscription in the path, if the caller may do this in it.
    ///
    /// @throws VaultException as [ManagementRights#authorized]
    public Subscription authorized(Exchange exchange, String action) {
        String id = exchange.path("subscription");
        return rights.authorized(
                exchange.caller(),
                exchange.plane().side(),
                id,
                action,
                ResourceScope.ofSubscription(id));
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
