package dev.keyward.api.operator;

import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.Entitlements;
import dev.keyward.directory.offers.Offer;
import dev.keyward.directory.offers.Plan;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Terms;
import dev.keyward.model.Guids;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What subscriptions are said to be on: an offer of the operator by its own id, or by that of a
/// provider it is delegated to, `.../delegatedProviders/{id}/offers/{name}`, where `default` is the
/// operator again.
record OfferReferences(Catalogue catalogue, Tenancy tenancy, Entitlements entitlements) {
    private static final String PROVIDERS = "delegatedProviders";
    private static final String ROOT = "default";

    /// An offer, and whose customer is on it.
    ///
    /// @param delegatedProvider null for the operator's own
    record Reference(Offer offer, @Nullable UUID delegatedProvider) {
        Terms terms(String owner, @Nullable String externalReferenceId) {
            return new Terms(
                    Plan.canonical(offer.name()), owner, delegatedProvider, externalReferenceId);
        }
    }

    Optional<Reference> find(UUID provider, String id) {
        List<String> parts = List.of(id.split("/", -1));
        int size = parts.size();
        boolean delegated =
                size >= 4
                        && parts.get(size - 4).equalsIgnoreCase(PROVIDERS)
                        && parts.get(size - 2).equalsIgnoreCase("offers");
        if (!delegated) {
            return new ResourceIds(catalogue)
                    .offer(provider, id)
                    .map(offer -> new Reference(offer, null));
        }
        String by = parts.get(size - 3);
        String name = parts.get(size - 1);
        if (by.equalsIgnoreCase(ROOT)) {
            return catalogue.offer(name).map(offer -> new Reference(offer, null));
        }
        return delegatedProvider(by)
                .flatMap(found ->
                        catalogue.delegatedTo(found.id()).stream()
                                .filter(offer -> offer.name().equalsIgnoreCase(name))
                                .findFirst()
                                .map(offer -> new Reference(offer, found.id())));
    }

    /// A subscription that may offer on to others.
    Optional<Subscription> delegatedProvider(String id) {
        return Guids.isGuid(id)
                ? tenancy.subscriptionNamed(id).filter(this::isDelegatedProvider)
                : Optional.empty();
    }

    boolean isDelegatedProvider(Subscription subscription) {
        return subscription.side() == Subscription.Side.TENANT
                && entitlements.mayDelegate(subscription);
    }

    /// The id of what a delegated provider's customer is on, as tenants know it.
    String delegatedId(Terms terms) {
        return "/"
                + PROVIDERS
                + "/"
                + terms.delegatedProvider()
                + "/offers/"
                + catalogue.offer(terms.offer()).map(Offer::name).orElse(terms.offer());
    }

    /// The id of what a subscription is on.
    String id(UUID provider, Terms terms) {
        UUID by = terms.delegatedProvider();
        Optional<Offer> offer = catalogue.offer(terms.offer());
        if (by == null) {
            return offer.map(found -> ResourceIds.of(provider, found)).orElse(terms.offer());
        }
        return "/subscriptions/"
                + provider
                + "/providers/"
                + OperatorRoutes.NAMESPACE
                + delegatedId(terms);
    }
}
