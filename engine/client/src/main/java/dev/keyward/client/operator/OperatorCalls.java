package dev.keyward.client.operator;

import dev.keyward.client.rest.ArmUris;
import dev.keyward.client.rest.Named;
import dev.keyward.client.rest.Paged;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.VaultUris;
import dev.keyward.wire.ReadPage;
import dev.keyward.wire.arm.NameCheck;
import dev.keyward.wire.offers.AcquiredPlanBody;
import dev.keyward.wire.offers.DirectoryTenantResource;
import dev.keyward.wire.offers.IdentityHealth;
import dev.keyward.wire.offers.LocationResource;
import dev.keyward.wire.offers.MoveSubscriptions;
import dev.keyward.wire.offers.NameRequest;
import dev.keyward.wire.offers.OfferDelegationResource;
import dev.keyward.wire.offers.OfferResource;
import dev.keyward.wire.offers.PlanLink;
import dev.keyward.wire.offers.PlanResource;
import dev.keyward.wire.offers.QuotaResource;
import dev.keyward.wire.offers.SubscriptionQuota;
import dev.keyward.wire.offers.UncountedQuotaResource;
import dev.keyward.wire.offers.UncountedService;
import dev.keyward.wire.offers.UserSubscription;
import java.net.URI;
import java.util.List;

/// What is in the operator's subscription (tenancy.md, section 3). Every call throws a
/// [VaultCallException][dev.keyward.client.transport.VaultCallException] if it's refused. Safe for
/// use by several threads.
public final class OperatorCalls {
    private static final String NAMESPACE = "/providers/Microsoft.Subscriptions.Admin";
    private static final String KEY_VAULT = "Microsoft.KeyVault.Admin";

    private final Rest rest;
    private final ArmUris uris;
    private final String id;
    private final String base;

    /// @param id of the operator's subscription
    public OperatorCalls(Rest rest, ArmUris uris, String id) {
        this.rest = rest;
        this.uris = uris;
        this.id = id;
        this.base = "/subscriptions/" + VaultUris.encode(id);
    }

    /// Of the operator's subscription.
    public String subscriptionId() {
        return id;
    }

    /// Plans of all resource groups.
    public Paged<PlanResource> plans() {
        return new Paged<>(
                rest, uris.of(base + NAMESPACE + "/plans", ArmUris.OFFERS), PlanResource::read);
    }

    public Named<PlanResource> plans(String resourceGroup) {
        return new Named<>(
                rest, uris, inGroup(resourceGroup) + "/plans", ArmUris.OFFERS, PlanResource::read);
    }

    /// Offers of all resource groups.
    public Paged<OfferResource> offers() {
        return new Paged<>(
                rest, uris.of(base + NAMESPACE + "/offers", ArmUris.OFFERS), OfferResource::read);
    }

    public Named<OfferResource> offers(String resourceGroup) {
        return new Named<>(
                rest,
                uris,
                inGroup(resourceGroup) + "/offers",
                ArmUris.OFFERS,
                OfferResource::read);
    }

    /// Puts a plan into an offer.
    public OfferResource link(String resourceGroup, String offer, PlanLink link) {
        return linking(resourceGroup, offer, "/link", link);
    }

    /// Takes a plan out of an offer.
    public OfferResource unlink(String resourceGroup, String offer, PlanLink link) {
        return linking(resourceGroup, offer, "/unlink", link);
    }

    private OfferResource linking(
            String resourceGroup, String offer, String action, PlanLink link) {
        URI uri = uris.of(offer(resourceGroup, offer) + action, ArmUris.OFFERS);
        return rest.send("POST", uri, link, OfferResource::read);
    }

    /// To whom an offer is delegated.
    public Named<OfferDelegationResource> delegations(String resourceGroup, String offer) {
        return new Named<>(
                rest,
                uris,
                offer(resourceGroup, offer) + "/offerDelegations",
                ArmUris.OFFERS,
                OfferDelegationResource::read);
    }

    private String offer(String resourceGroup, String offer) {
        return inGroup(resourceGroup) + "/offers/" + VaultUris.encode(offer);
    }

    /// What plans may limit in a location.
    public Named<QuotaResource> quotas(String location) {
        return new Named<>(
                rest, uris, quotas(KEY_VAULT, location), ArmUris.QUOTAS, QuotaResource::read);
    }

    /// What plans may name of a service that isn't here; nothing is counted against it.
    public Named<UncountedQuotaResource> quotas(UncountedService service, String location) {
        return new Named<>(
                rest,
                uris,
                quotas(service.namespace(), location),
                service.versions().getFirst(),
                in -> UncountedQuotaResource.read(service, in));
    }

    private String quotas(String namespace, String location) {
        return base
                + "/providers/"
                + namespace
                + "/locations/"
                + VaultUris.encode(location)
                + "/quotas";
    }

    /// What plans may give of subscriptions themselves; read only.
    public Named<SubscriptionQuota> subscriptionQuotas(String location) {
        return new Named<>(
                rest,
                uris,
                base + NAMESPACE + "/locations/" + VaultUris.encode(location) + "/quotas",
                ArmUris.OFFERS,
                SubscriptionQuota::read);
    }

    /// Where there are vaults; read only.
    public Named<LocationResource> locations() {
        return new Named<>(
                rest,
                uris,
                base + NAMESPACE + "/locations",
                ArmUris.OFFERS,
                LocationResource::read);
    }

    /// Subscriptions of tenants, by their ids.
    public Named<UserSubscription> subscriptions() {
        return new Named<>(
                rest,
                uris,
                base + NAMESPACE + "/subscriptions",
                ArmUris.OFFERS,
                UserSubscription::read);
    }

    /// Plans that a subscription has beside those of its offer, by their acquisition's ids.
    public Named<AcquiredPlanBody> acquiredPlans(String subscription) {
        return new Named<>(
                rest,
                uris,
                base
                        + NAMESPACE
                        + "/subscriptions/"
                        + VaultUris.encode(subscription)
                        + "/acquiredPlans",
                ArmUris.OFFERS,
                AcquiredPlanBody::read);
    }

    /// Puts subscriptions on another offer, or makes them another provider's: all or none.
    public void move(MoveSubscriptions move) {
        rest.send("POST", uris.of(base + NAMESPACE + "/moveSubscriptions", ArmUris.OFFERS), move);
    }

    /// Refused as [#move] would be, and does nothing else.
    public void checkMove(MoveSubscriptions move) {
        rest.send(
                "POST",
                uris.of(base + NAMESPACE + "/validateMoveSubscriptions", ArmUris.OFFERS),
                move);
    }

    /// Subscriptions that may offer on to others; read only.
    public Named<UserSubscription> delegatedProviders() {
        return new Named<>(
                rest,
                uris,
                base + NAMESPACE + "/delegatedProviders",
                ArmUris.OFFERS,
                UserSubscription::read);
    }

    /// Offers that are delegated to a provider; read only.
    public Named<OfferResource> delegatedOffers(String provider) {
        return new Named<>(
                rest,
                uris,
                base + NAMESPACE + "/delegatedProviders/" + VaultUris.encode(provider) + "/offers",
                ArmUris.OFFERS,
                OfferResource::read);
    }

    /// Directory tenants, by their domains.
    ///
    /// @param resourceGroup `system.{location}`
    public Named<DirectoryTenantResource> directoryTenants(String resourceGroup) {
        return new Named<>(
                rest,
                uris,
                inGroup(resourceGroup) + "/directoryTenants",
                ArmUris.OFFERS,
                DirectoryTenantResource::read);
    }

    /// Whether each directory tenant can still be administered.
    public List<IdentityHealth> checkIdentityHealth() {
        return rest.send(
                        "POST",
                        uris.of(base + NAMESPACE + "/checkIdentityHealth", ArmUris.OFFERS),
                        null,
                        in -> ReadPage.read(in, IdentityHealth::read))
                .value();
    }

    /// Whether something may be called so.
    public NameCheck check(NameRequest name) {
        return rest.send(
                "POST",
                uris.of(base + NAMESPACE + "/checkNameAvailability", ArmUris.OFFERS),
                name,
                NameCheck::read);
    }

    private String inGroup(String resourceGroup) {
        return base + "/resourceGroups/" + VaultUris.encode(resourceGroup) + NAMESPACE;
    }
}
