package dev.keyward.api.operator;

import dev.keyward.api.arm.Management;
import dev.keyward.api.arm.Pages;
import dev.keyward.api.arm.Rights;
import dev.keyward.api.arm.SubscriptionEnd;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.Directory;
import dev.keyward.directory.offers.Offer;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.model.Guids;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.offers.VisibleOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What a delegated provider does at the management endpoint, in its own subscription: sees the
/// offers that were delegated to it, public or not, and gives them to its customers. Whoever may
/// change or read that subscription may do so.
public final class DelegatedRoutes {
    private static final String IN =
            OperatorRoutes.SUBSCRIPTION + "/providers/Microsoft.Subscriptions";
    private static final String ACTION = "Microsoft.Subscriptions/delegatedProviders/";

    private final Rights rights;
    private final Customers customers;

    private DelegatedRoutes(Rights rights, Customers customers) {
        this.rights = rights;
        this.customers = customers;
    }

    public static List<Route> of(Directory directory, SubscriptionEnd end) {
        Customers customers =
                new Customers(
                        directory.tenancy(),
                        directory.principals(),
                        new OfferReferences(
                                directory.catalogue(),
                                directory.tenancy(),
                                directory.entitlements()));
        DelegatedRoutes own = new DelegatedRoutes(new Rights(directory.rights()), customers);
        UserSubscriptions.Sellers sellers =
                new UserSubscriptions.Sellers(
                        IN + "/subscriptions",
                        DelegatedSeller.TYPE,
                        ACTION + "subscriptions/",
                        (exchange, action) ->
                                new DelegatedSeller(own.provider(exchange, action), customers));
        List<Route> routes =
                new ArrayList<>(
                        new UserSubscriptions(sellers, directory.subscribing(), customers, end)
                                .routes());
        routes.add(Route.get(IN + "/offers", Management.read(ACTION + "offers/read", own::offers)));
        return routes;
    }

    private Subscription provider(Exchange exchange, String action) {
        Subscription subscription = rights.in(exchange, action);
        if (!customers.references().isDelegatedProvider(subscription)) {
            throw new VaultException(
                    new VaultError.ServiceNotInPlan(
                            subscription.id().toString(), "Microsoft.Subscriptions"));
        }
        exchange.optionalPath("target")
                .filter(Guids::isGuid)
                .map(UUID::fromString)
                .filter(target -> isOrBecomesCustomer(target, subscription))
                .ifPresent(target ->
                        exchange.audit()
                                .resource(
                                        "/subscriptions/"
                                                + subscription.id()
                                                + "/providers/Microsoft.Subscriptions/subscriptions/"
                                                + target));
        return subscription;
    }

    /// Whoever names anybody else's subscription leaves no record of it there.
    private boolean isOrBecomesCustomer(UUID target, Subscription provider) {
        Tenancy tenancy = customers.tenancy();
        return tenancy.subscription(target)
                .map(found ->
                        new DelegatedSeller(provider, customers)
                                .customer(found.id().toString())
                                .isPresent())
                .orElseGet(() -> !tenancy.wasSubscription(target));
    }

    private ApiResponse offers(Exchange exchange) {
        Subscription provider = provider(exchange, ACTION + "offers/read");
        return Pages.of(
                exchange,
                customers.references().catalogue().delegatedTo(provider.id()),
                Offer::name,
                offer ->
                        new VisibleOffer(
                                "/delegatedProviders/" + provider.id() + "/offers/" + offer.name(),
                                offer.name(),
                                offer.description().displayName(),
                                offer.description().description()));
    }
}
