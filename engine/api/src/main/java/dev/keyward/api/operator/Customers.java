package dev.keyward.api.operator;

import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.directory.tenancy.Terms;
import dev.keyward.model.Guids;
import dev.keyward.model.TenantId;
import dev.keyward.wire.offers.UserSubscription;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tenants' subscriptions as the operator sees them, and whom they can be given to.
record Customers(Tenancy tenancy, Principals principals, OfferReferences references) {
    static final String TYPE = OperatorRoutes.NAMESPACE + "/subscriptions";

    /// Somebody who may own a subscription.
    ///
    /// @param name as the operator calls him
    record Owner(Principal principal, String name) {}

    Optional<Subscription> find(String id) {
        return tenancy.subscriptionNamed(id)
                .filter(found -> found.side() == Subscription.Side.TENANT);
    }

    /// @param tenantId null for the operator's own
    /// @throws dev.keyward.model.VaultException with `BadParameter`
    Tenant tenant(Subscription provider, @Nullable String tenantId) {
        TenantId id = tenantId == null ? provider.tenant() : TenantId.parse(tenantId);
        return tenancy.tenant(id)
                .orElseThrow(() ->
                        Described.bad("tenantId", "the id of a directory tenant that is there"));
    }

    /// @param name user principal name, or id of an application
    Optional<Owner> owner(Tenant tenant, String name) {
        return Guids.isGuid(name)
                ? principals
                        .servicePrincipal(tenant.id(), UUID.fromString(name))
                        .map(found -> new Owner(found, found.appId().toString()))
                : principals
                        .user(tenant.id(), name)
                        .map(found -> new Owner(found, found.principalName()));
    }

    static String id(UUID provider, UUID subscription) {
        return "/subscriptions/" + provider + "/providers/" + TYPE + "/" + subscription;
    }

    UserSubscription resource(UUID provider, Subscription subscription) {
        Terms terms = subscription.terms();
        UUID by = terms == null ? null : terms.delegatedProvider();
        return new UserSubscription(
                id(provider, subscription.id()),
                subscription.id().toString(),
                subscription.displayName(),
                subscription.state().word(),
                terms == null ? null : terms.owner(),
                subscription.tenant().toString(),
                new UserSubscription.Terms(
                        terms == null ? null : references.id(provider, terms),
                        (by == null ? provider : by).toString(),
                        terms == null ? null : terms.externalReferenceId()));
    }
}
