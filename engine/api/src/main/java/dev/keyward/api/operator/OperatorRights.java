package dev.keyward.api.operator;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.roles.ManagementRights;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.tenancy.ResourceGroup;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.UUID;

/// Whether the caller may do it in the operator's subscription; asked first by every handler. Any
/// other subscription in the path is answered as one that isn't there.
final class OperatorRights {
    private final Tenancy tenancy;
    private final ManagementRights rights;

    OperatorRights(Tenancy tenancy, ManagementRights rights) {
        this.tenancy = tenancy;
        this.rights = rights;
    }

    /// @param action such as `Microsoft.Subscriptions.Admin/plans/write`
    /// @param behind what the path names behind the subscription or group, such as `providers`,
    ///   `Microsoft.Subscriptions.Admin`, `plans`, `gold`
    /// @return the operator's subscription
    /// @throws VaultException with `SubscriptionNotFound` or `AuthorizationFailed`
    Subscription at(Exchange exchange, String action, String... behind) {
        String id = Printable.name(exchange.path("subscription"));
        ResourceScope scope = scope(exchange, id);
        for (String each : behind) {
            scope = scope.child(Printable.name(each));
        }
        ManagementRights.Reach reach = rights.reach(exchange.caller(), exchange.plane().side(), id);
        exchange.audit().resource(scope.id());
        return reach.require(action, scope);
    }

    private static ResourceScope scope(Exchange exchange, String subscription) {
        ResourceScope whole = ResourceScope.ofSubscription(subscription);
        return exchange.optionalPath("group")
                .map(group -> whole.child("resourceGroups", printable(group)))
                .orElse(whole);
    }

    /// The resource group in the path.
    ///
    /// @throws VaultException with `ResourceGroupNotFound`
    ResourceGroup group(Exchange exchange, UUID provider) {
        return tenancy.existingResourceGroup(provider, printable(exchange.path("group")));
    }

    static VaultException notFound(Exchange exchange, String type, String name) {
        return new VaultException(
                new VaultError.ResourceNotFound(
                        type,
                        Printable.name(name),
                        exchange.optionalPath("group")
                                .map(OperatorRights::printable)
                                .orElse("<null>")));
    }

    private static String printable(String group) {
        return ResourceGroup.isName(group) ? group : Printable.name(group);
    }
}
