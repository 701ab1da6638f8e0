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

/// Who may do what concerns the deployment as a whole: owners of its first subscription.
public record DeploymentOwners(Tenancy tenancy, ManagementRights rights, Deployment deployment) {
    /// The subscription in the path, if the caller may do this in it.
    ///
    /// @throws VaultException as [ManagementRights#authorized]
    public Subscription authorized(Exchange exchange, String action) {
        String id = exchange.path("subscription");
        return rights.authorized(exchange.caller(), id, action, ResourceScope.ofSubscription(id));
    }

    /// Whether the caller came by the first subscription and owns it.
    public boolean isOwner(Subscription subscription, Caller caller) {
        return subscription.id().equals(deployment.subscription())
                && caller.isAmong(subscription.owners());
    }

    /// @return the first subscription
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
