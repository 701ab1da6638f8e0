package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.exchange.HostKind;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Terms;
import dev.keyward.model.Regions;
import dev.keyward.wire.arm.ArmList;
import dev.keyward.wire.arm.SubscriptionResource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Tenants, subscriptions and locations, as far as the caller may see them.
final class Subscriptions {
    private static final String READ = "Microsoft.Resources/subscriptions/read";

    /// Whose subscription it is, `Default` or `Admin` (tenancy.md, section 3.3).
    private static final String SIDE = "routingresourcemanagertype";

    private final Tenancy tenancy;
    private final Rights rights;
    private final VisibleOffers offers;
    private final Regions regions;

    Subscriptions(Tenancy tenancy, Rights rights, VisibleOffers offers, Regions regions) {
        this.offers = offers;
        this.tenancy = tenancy;
        this.rights = rights;
        this.regions = regions;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/tenants",
                        Management.read("Microsoft.Resources/tenants/read", this::tenants)),
                Route.get("/subscriptions", Management.read(READ, this::list)),
                Route.get(ManagementRoutes.SUBSCRIPTION, Management.read(READ, this::subscription)),
                Route.get(
                        ManagementRoutes.SUBSCRIPTION + "/locations",
                        Management.read(
                                "Microsoft.Resources/subscriptions/locations/read",
                                this::locations)));
    }

    /// The caller's own; others are none of its business.
    private ApiResponse tenants(Exchange exchange) {
        List<SubscriptionResource.Tenant> own =
                tenancy.tenant(exchange.caller().tenant()).stream()
                        .map(tenant ->
                                new SubscriptionResource.Tenant(
                                        tenant.id().toString(),
                                        tenant.displayName(),
                                        tenant.domain()))
                        .toList();
        return ApiResponse.json(200, ArmList.of(own).toJson());
    }

    /// Those of the side whose plane it is. On a host that serves both they are tenants', as tools
    /// that take the first one expect, and the operator's own if the filter asks for it.
    private ApiResponse list(Exchange exchange) {
        Filter filter = Filter.parse(exchange.query().get("$filter"), Set.of(SIDE));
        boolean either = exchange.host() == HostKind.SHARED && !filter.equal().isEmpty();
        List<SubscriptionResource> all =
                Stream.of(Subscription.Side.values())
                        .filter(side -> either || side == exchange.plane().side())
                        .filter(side -> filter.accepts(SIDE, side.word()))
                        .flatMap(side ->
                                rights.management().subscriptions(exchange.caller(), side).stream())
                        .map(this::resource)
                        .toList();
        return ApiResponse.json(200, ArmList.of(all).toJson());
    }

    private ApiResponse subscription(Exchange exchange) {
        return ApiResponse.json(200, resource(rights.over(exchange, READ).subscription()).toJson());
    }

    private ApiResponse locations(Exchange exchange) {
        Subscription subscription =
                rights.over(exchange, "Microsoft.Resources/subscriptions/locations/read")
                        .subscription();
        String id = subscription.id().toString();
        List<SubscriptionResource.Location> all =
                regions.all().stream()
                        .map(region -> new SubscriptionResource.Location(id, region))
                        .toList();
        return ApiResponse.json(200, ArmList.of(all).toJson());
    }

    SubscriptionResource resource(Subscription subscription) {
        Terms terms = subscription.terms();
        return new SubscriptionResource(
                subscription.id().toString(),
                subscription.tenant().toString(),
                subscription.displayName(),
                subscription.state().word(),
                terms == null ? null : offers.id(terms),
                tenancy.tags(subscription.id()));
    }
}
