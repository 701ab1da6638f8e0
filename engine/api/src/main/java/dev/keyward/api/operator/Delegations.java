package dev.keyward.api.operator;

import dev.keyward.api.arm.Management;
import dev.keyward.api.arm.Pages;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.Offer;
import dev.keyward.directory.offers.OfferDelegation;
import dev.keyward.directory.offers.Plan;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.wire.Required;
import dev.keyward.wire.offers.Envelope;
import dev.keyward.wire.offers.OfferDelegationResource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Who may give offers on, and which: a delegated provider is a subscription whose plans have the
/// quota `delegatedProviderQuota`.
final class Delegations {
    private static final String TYPE = OfferDelegationResource.TYPE;
    private static final String ALL = Offers.ONE + "/offerDelegations";
    private static final String ONE = ALL + "/{delegation}";
    private static final String PROVIDERS = OperatorRoutes.NAMESPACE + "/delegatedProviders";
    private static final String PROVIDER =
            OperatorRoutes.IN_SUBSCRIPTION + "/delegatedProviders/{target}";

    private final Catalogue catalogue;
    private final Tenancy tenancy;
    private final OperatorRights rights;
    private final Described described;
    private final Offers offers;
    private final Customers customers;

    Delegations(
            Catalogue catalogue,
            Tenancy tenancy,
            OperatorRights rights,
            Described described,
            Offers offers,
            Customers customers) {
        this.catalogue = catalogue;
        this.tenancy = tenancy;
        this.rights = rights;
        this.described = described;
        this.offers = offers;
        this.customers = customers;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Management.read(TYPE + "/read", this::list)),
                Route.get(ONE, Management.read(TYPE + "/read", this::get)),
                Route.put(ONE, Management.change(TYPE + "/write", this::put)),
                Route.delete(ONE, Management.change(TYPE + "/delete", this::delete)),
                Route.get(
                        OperatorRoutes.IN_SUBSCRIPTION + "/delegatedProviders",
                        Management.read(PROVIDERS + "/read", this::providers)),
                Route.get(PROVIDER, Management.read(PROVIDERS + "/read", this::provider)),
                Route.get(
                        PROVIDER + "/offers",
                        Management.read(PROVIDERS + "/offers/read", this::offersOf)),
                Route.get(
                        PROVIDER + "/offers/{name}",
                        Management.read(PROVIDERS + "/offers/read", this::offerOf)));
    }

    private ApiResponse list(Exchange exchange) {
        UUID provider = authorized(exchange, "/read");
        Offer offer = offers.existing(exchange);
        return Pages.of(
                exchange,
                catalogue.delegations(offer),
                OfferDelegation::name,
                each -> resource(provider, offer, each));
    }

    private ApiResponse get(Exchange exchange) {
        UUID provider = authorized(exchange, "/read");
        Offer offer = offers.existing(exchange);
        String name = exchange.path("delegation");
        OfferDelegation found =
                catalogue
                        .delegation(offer, name)
                        .orElseThrow(() -> OperatorRights.notFound(exchange, TYPE, name));
        return ApiResponse.json(200, resource(provider, offer, found).toJson());
    }

    private ApiResponse put(Exchange exchange) {
        UUID provider = authorized(exchange, "/write");
        Offer offer = offers.existing(exchange);
        String name = Described.name(exchange.path("delegation"));
        OfferDelegationResource given = OfferDelegationResource.parse(exchange.body());
        Subscription to =
                customers
                        .references()
                        .delegatedProvider(
                                Required.member(
                                        "properties.subscriptionId", given.subscriptionId()))
                        .orElseThrow(() ->
                                Described.bad(
                                        "properties.subscriptionId",
                                        "the id of a subscription whose plans have the quota"
                                                + " delegatedProviderQuota"));
        Optional<OfferDelegation> before = catalogue.delegation(offer, name);
        OfferDelegation next =
                new OfferDelegation(
                        Plan.canonical(offer.name()),
                        before.map(OfferDelegation::name).orElse(name),
                        to.id(),
                        described.location("location", given.envelope().location()));
        int status = before.isPresent() ? 200 : 201;
        exchange.await(catalogue.put(next, exchange.evidence(status)));
        return ApiResponse.json(status, resource(provider, offer, next).toJson());
    }

    private ApiResponse delete(Exchange exchange) {
        authorized(exchange, "/delete");
        Optional<OfferDelegation> before =
                catalogue.delegation(offers.existing(exchange), exchange.path("delegation"));
        if (before.isEmpty()) {
            return ApiResponse.empty(204);
        }
        exchange.await(catalogue.delete(before.get(), exchange.evidence(200)));
        return ApiResponse.empty(200);
    }

    private UUID authorized(Exchange exchange, String verb) {
        return rights.at(
                        exchange,
                        TYPE + verb,
                        "providers",
                        OperatorRoutes.NAMESPACE,
                        "offers",
                        exchange.path("name"))
                .id();
    }

    private static OfferDelegationResource resource(
            UUID provider, Offer offer, OfferDelegation delegation) {
        return new OfferDelegationResource(
                new Envelope(
                        ResourceIds.of(provider, offer) + "/offerDelegations/" + delegation.name(),
                        delegation.name(),
                        delegation.location(),
                        null),
                delegation.provider().toString());
    }

    private ApiResponse providers(Exchange exchange) {
        UUID provider = rights.at(exchange, PROVIDERS + "/read").id();
        List<Subscription> all =
                tenancy.subscriptions().stream()
                        .filter(customers.references()::isDelegatedProvider)
                        .sorted(Comparator.comparing(each -> each.id().toString()))
                        .toList();
        return Pages.of(
                exchange,
                all,
                each -> each.id().toString(),
                each -> customers.resource(provider, each));
    }

    private ApiResponse provider(Exchange exchange) {
        UUID provider = rights.at(exchange, PROVIDERS + "/read").id();
        return ApiResponse.json(200, customers.resource(provider, existing(exchange)).toJson());
    }

    private ApiResponse offersOf(Exchange exchange) {
        UUID provider = rights.at(exchange, PROVIDERS + "/offers/read").id();
        return Pages.of(
                exchange,
                catalogue.delegatedTo(existing(exchange).id()),
                Offer::name,
                offer -> offers.resource(provider, offer));
    }

    private ApiResponse offerOf(Exchange exchange) {
        UUID provider = rights.at(exchange, PROVIDERS + "/offers/read").id();
        String name = exchange.path("name");
        Offer found =
                catalogue.delegatedTo(existing(exchange).id()).stream()
                        .filter(offer -> offer.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() ->
                                OperatorRights.notFound(exchange, PROVIDERS + "/offers", name));
        return ApiResponse.json(200, offers.resource(provider, found).toJson());
    }

    private Subscription existing(Exchange exchange) {
        String target = exchange.path("target");
        return customers
                .references()
                .delegatedProvider(target)
                .orElseThrow(() -> OperatorRights.notFound(exchange, PROVIDERS, target));
    }
}
