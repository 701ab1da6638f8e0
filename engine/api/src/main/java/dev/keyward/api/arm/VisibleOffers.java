package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.Directory;
import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.Entitlements;
import dev.keyward.directory.offers.Offer;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Terms;
import dev.keyward.model.Guids;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.offers.VisibleOffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Public offers, for everybody who is signed in (tenancy.md, section 4): those of the operator,
/// and those that a delegated provider offers on.
final class VisibleOffers {
    private static final String READ = "Microsoft.Subscriptions/offers/read";
    private static final String PROVIDER = "/delegatedProviders/{provider}";

    /// How the operator himself is called as a provider.
    private static final String ROOT = "default";

    private final Catalogue catalogue;
    private final Tenancy tenancy;
    private final Entitlements entitlements;

    static VisibleOffers of(Directory directory) {
        return new VisibleOffers(
                directory.catalogue(), directory.tenancy(), directory.entitlements());
    }

    private VisibleOffers(Catalogue catalogue, Tenancy tenancy, Entitlements entitlements) {
        this.catalogue = catalogue;
        this.tenancy = tenancy;
        this.entitlements = entitlements;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/offers", Management.read(READ, exchange -> list(exchange, ROOT))),
                Route.get(
                        PROVIDER + "/offers",
                        Management.read(
                                READ, exchange -> list(exchange, exchange.path("provider")))),
                Route.get(PROVIDER + "/offers/{name}", Management.read(READ, this::get)));
    }

    private ApiResponse list(Exchange exchange, String provider) {
        return Pages.of(exchange, of(provider), Offer::name, offer -> shown(provider, offer));
    }

    private ApiResponse get(Exchange exchange) {
        String provider = exchange.path("provider");
        Offer offer =
                named(of(provider), exchange.path("name"))
                        .orElseThrow(() -> notFound("offers", exchange.path("name")));
        return ApiResponse.json(200, shown(provider, offer).toJson());
    }

    /// An offer, and whose customer one becomes by it.
    ///
    /// @param provider null for the operator's own
    record Seen(Offer offer, @Nullable UUID provider) {}

    /// The offer under an id such as `/delegatedProviders/default/offers/gold`; empty for one that
    /// isn't public, too.
    Optional<Seen> find(String id) {
        List<String> parts = List.of(id.split("/", -1));
        boolean shaped =
                parts.size() == 5
                        && parts.get(0).isEmpty()
                        && parts.get(1).equalsIgnoreCase("delegatedProviders")
                        && parts.get(3).equalsIgnoreCase("offers");
        if (!shaped) {
            return Optional.empty();
        }
        String provider = parts.get(2);
        if (provider.equalsIgnoreCase(ROOT)) {
            return named(of(ROOT), parts.get(4)).map(offer -> new Seen(offer, null));
        }
        return provider(provider)
                .flatMap(found ->
                        named(of(provider), parts.get(4))
                                .map(offer -> new Seen(offer, found.id())));
    }

    /// The id under which subscribers know what a subscription is on.
    String id(Terms terms) {
        UUID provider = terms.delegatedProvider();
        return id(
                provider == null ? ROOT : provider.toString(),
                catalogue.offer(terms.offer()).map(Offer::name).orElse(terms.offer()));
    }

    private static String id(String provider, String offer) {
        return "/delegatedProviders/" + provider + "/offers/" + offer;
    }

    private List<Offer> of(String provider) {
        List<Offer> all =
                provider.equalsIgnoreCase(ROOT)
                        ? catalogue.offers()
                        : catalogue.delegatedTo(
                                provider(provider)
                                        .orElseThrow(() -> notFound("delegatedProviders", provider))
                                        .id());
        return all.stream().filter(offer -> offer.state() == Offer.State.PUBLIC).toList();
    }

    private Optional<Subscription> provider(String id) {
        return Guids.isGuid(id)
                ? tenancy.subscriptionNamed(id)
                        .filter(found -> found.side() == Subscription.Side.TENANT)
                        .filter(found -> found.state() == Subscription.State.ENABLED)
                        .filter(entitlements::mayDelegate)
                : Optional.empty();
    }

    private static Optional<Offer> named(List<Offer> some, String name) {
        return some.stream().filter(offer -> offer.name().equalsIgnoreCase(name)).findFirst();
    }

    private static VisibleOffer shown(String provider, Offer offer) {
        return new VisibleOffer(
                id(provider, offer.name()),
                offer.name(),
                offer.description().displayName(),
                offer.description().description());
    }

    private static VaultException notFound(String type, String name) {
        return new VaultException(
                new VaultError.ResourceNotFound(
                        "Microsoft.Subscriptions/" + type, Printable.name(name), "<null>"));
    }
}
