package dev.keyward.api.operator;

import dev.keyward.api.arm.AddedPlans;
import dev.keyward.api.arm.Management;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.Plan;
import dev.keyward.directory.offers.Subscribing;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.wire.Required;
import dev.keyward.wire.offers.AcquiredPlanBody;
import java.util.List;
import java.util.UUID;

/// Plans that the operator adds to tenants' subscriptions, whether their offers have them or not
/// (tenancy.md, section 3.4).
final class GivenPlans {
    private static final String TYPE = Customers.TYPE + "/acquiredPlans";
    private static final String ALL = UserSubscriptions.ONE + "/acquiredPlans";
    private static final String ONE = ALL + "/{acquisition}";

    private final Catalogue catalogue;
    private final Subscribing subscribing;
    private final OperatorRights rights;
    private final Customers customers;

    GivenPlans(
            Catalogue catalogue,
            Subscribing subscribing,
            OperatorRights rights,
            Customers customers) {
        this.catalogue = catalogue;
        this.subscribing = subscribing;
        this.rights = rights;
        this.customers = customers;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        ALL,
                        Management.read(
                                TYPE + "/read",
                                exchange ->
                                        plans(provider(exchange, "/read"))
                                                .list(exchange, target(exchange)))),
                Route.get(
                        ONE,
                        Management.read(
                                TYPE + "/read",
                                exchange ->
                                        plans(provider(exchange, "/read"))
                                                .get(exchange, target(exchange)))),
                Route.put(ONE, Management.change(TYPE + "/write", this::put)),
                Route.delete(
                        ONE,
                        Management.change(
                                TYPE + "/delete",
                                exchange ->
                                        plans(provider(exchange, "/delete"))
                                                .remove(exchange, target(exchange)))));
    }

    private ApiResponse put(Exchange exchange) {
        UUID provider = provider(exchange, "/write");
        Subscription target = target(exchange);
        Plan plan =
                new ResourceIds(catalogue)
                        .plan(
                                provider,
                                Required.member(
                                        "planId", AcquiredPlanBody.parse(exchange.body()).planId()))
                        .orElseThrow(
                                () -> Described.bad("planId", "the id of a plan that is there"));
        return plans(provider)
                .put(exchange, target, Plan.canonical(plan.name()), subscribing::give);
    }

    private AddedPlans plans(UUID provider) {
        return new AddedPlans(
                subscribing,
                name ->
                        catalogue
                                .plan(name)
                                .map(plan -> ResourceIds.of(provider, plan))
                                .orElse(name));
    }

    private UUID provider(Exchange exchange, String verb) {
        return rights.at(
                        exchange,
                        TYPE + verb,
                        "providers",
                        OperatorRoutes.NAMESPACE,
                        "subscriptions",
                        exchange.path("target"))
                .id();
    }

    private Subscription target(Exchange exchange) {
        String target = exchange.path("target");
        return customers
                .find(target)
                .orElseThrow(() -> OperatorRights.notFound(exchange, Customers.TYPE, target));
    }
}
