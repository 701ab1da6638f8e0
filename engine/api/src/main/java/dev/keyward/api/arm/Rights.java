package dev.keyward.api.arm;

import dev.keyward.api.Exchange;
import dev.keyward.directory.Subscription;
import dev.keyward.directory.Tenancy;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;

/// Whether the caller may do it in the subscription that the path names; asked first by every
/// handler, before anything is looked up.
final class Rights {
    private final Tenancy tenancy;

    Rights(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /// @param action such as `Microsoft.Resources/subscriptions/resourceGroups/write`
    /// @throws VaultException with `SubscriptionNotFound` or `AuthorizationFailed`
    Subscription in(Exchange exchange, String action) {
        String scope = scope(exchange);
        exchange.audit().resource(scope);
        Subscription subscription =
                tenancy.authorized(
                        exchange.caller(),
                        Printable.name(exchange.path("subscription")),
                        action,
                        scope);
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

    /// The same for what belongs to vaults, which the subscription has to be registered for.
    ///
    /// @throws VaultException with `MissingSubscriptionRegistration` too
    Subscription inKeyVault(Exchange exchange, String action) {
        Subscription subscription = in(exchange, action);
        if (subscription.registration(Providers.NAMESPACE)
                != Subscription.Registration.REGISTERED) {
            throw new VaultException(
                    new VaultError.MissingSubscriptionRegistration(Providers.NAMESPACE));
        }
        return subscription;
    }

    private static String scope(Exchange exchange) {
        StringBuilder scope = new StringBuilder("/subscriptions/");
        scope.append(Printable.name(exchange.path("subscription")));
        exchange.optionalPath("group")
                .ifPresent(group -> scope.append("/resourceGroups/").append(Printable.name(group)));
        exchange.optionalPath("name")
                .ifPresent(name ->
                        scope.append(
                                        exchange.optionalPath("location").isPresent()
                                                ? "/providers/Microsoft.KeyVault/locations/"
                                                        + Printable.name(exchange.path("location"))
                                                        + "/deletedVaults/"
                                                : "/providers/Microsoft.KeyVault/vaults/")
                                .append(Printable.name(name)));
        return scope.toString();
    }
}
