package dev.keyward.api.arm;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.roles.ManagementRights;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.tenancy.ResourceGroup;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;

/// Whether the caller may do it in the subscription that the path names; asked first by every
/// handler, before anything is looked up.
public final class Rights {
    private final ManagementRights management;

    public Rights(ManagementRights management) {
        this.management = management;
    }

    /// For questions that aren't about the path.
    ManagementRights management() {
        return management;
    }

    /// @param action such as `Microsoft.Resources/subscriptions/resourceGroups/write`
    /// @throws VaultException with `SubscriptionNotFound` or `AuthorizationFailed`
    public Subscription in(Exchange exchange, String action) {
        return at(exchange, action, scope(exchange));
    }

    /// The same for what belongs to vaults, which the subscription has to be registered for.
    ///
    /// @throws VaultException with `MissingSubscriptionRegistration` too
    Subscription inKeyVault(Exchange exchange, String action) {
        return registered(in(exchange, action));
    }

    private static Subscription registered(Subscription subscription) {
        if (subscription.registration(Providers.NAMESPACE)
                != Subscription.Registration.REGISTERED) {
            throw new VaultException(
                    new VaultError.MissingSubscriptionRegistration(Providers.NAMESPACE));
        }
        return subscription;
    }

    /// For what is listed of the whole subscription in the path: Azure answers whoever has any role
    /// in it, with what that role shows.
    ///
    /// @throws VaultException as [#in(Exchange, String)]
    ManagementRights.Reach over(Exchange exchange, String action) {
        ManagementRights.Reach reach = reach(exchange);
        exchange.audit()
                .resource(ResourceScope.ofSubscription(reach.subscription().id().toString()).id());
        return reach.requireAny(action);
    }

    private ManagementRights.Reach reach(Exchange exchange) {
        return management.reach(
                exchange.caller(),
                exchange.plane().side(),
                Printable.name(exchange.path("subscription")));
    }

    /// The same for what belongs to vaults.
    ///
    /// @throws VaultException with `MissingSubscriptionRegistration` too
    ManagementRights.Reach overKeyVault(Exchange exchange, String action) {
        ManagementRights.Reach reach = over(exchange, action);
        registered(reach.subscription());
        return reach;
    }

    /// The same at a scope of the subscription in the path.
    ///
    /// @throws VaultException as [#in(Exchange, String)]
    Subscription at(Exchange exchange, String action, ResourceScope scope) {
        ManagementRights.Reach reach = reach(exchange);
        // Whoever names another tenant's subscription leaves no record of it there.
        exchange.audit().resource(scope.id());
        Subscription subscription = reach.require(action, scope);
        boolean reads = action.endsWith("/read");
        if (subscription.state() != Subscription.State.ENABLED && !reads) {
            throw Management.refused(
                    409,
                    "ReadOnlyDisabledSubscription",
                    "The subscription '"
                            + subscription.id()
                            + "' is disabled and therefore marked as read only.");
        }
        return subscription;
    }

    /// For what is left to those who decide who may do what.
    ///
    /// @throws VaultException with `AuthorizationFailed`
    void requireDecides(Exchange exchange, Subscription subscription, ResourceScope scope) {
        if (!management.mayHandOutAny(exchange.caller(), subscription, scope)) {
            throw new VaultException(
                    new VaultError.AuthorizationFailed(
                            VaultResources.who(exchange),
                            exchange.caller().objectId().value(),
                            "Microsoft.Authorization/roleAssignments/write",
                            scope.id()));
        }
    }

    /// What the path names, as far as it may be repeated in a message.
    static ResourceScope scope(Exchange exchange) {
        ResourceScope subscription =
                ResourceScope.ofSubscription(Printable.name(exchange.path("subscription")));
        ResourceScope group =
                exchange.optionalPath("group")
                        .map(name ->
                                subscription.child(
                                        "resourceGroups",
                                        ResourceGroup.isName(name) ? name : Printable.name(name)))
                        .orElse(subscription);
        return exchange.optionalPath("name")
                .map(name -> vault(exchange, group, name))
                .orElse(group);
    }

    private static ResourceScope vault(Exchange exchange, ResourceScope group, String name) {
        ResourceScope provider = group.child("providers", Providers.NAMESPACE);
        return exchange.optionalPath("location")
                .map(location -> provider.child("locations", Printable.name(location)))
                .map(location -> location.child("deletedVaults"))
                .orElseGet(() -> provider.child("vaults"))
                .child(Printable.name(name));
    }
}
