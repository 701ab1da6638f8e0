package dev.keyward.api.operator;

import dev.keyward.api.arm.Management;
import dev.keyward.api.arm.Pages;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.Plan;
import dev.keyward.directory.offers.QuotaId;
import dev.keyward.directory.tenancy.ResourceGroup;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.wire.offers.PlanResource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Plans (tenancy.md, section 3.1).
final class Plans {
    private static final String TYPE = PlanResource.TYPE;
    private static final String ONE = OperatorRoutes.IN_GROUP + "/plans/{name}";

    private final Catalogue catalogue;
    private final OperatorRights rights;
    private final Described described;

    Plans(Catalogue catalogue, OperatorRights rights, Described described) {
        this.catalogue = catalogue;
        this.rights = rights;
        this.described = described;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        OperatorRoutes.IN_SUBSCRIPTION + "/plans",
                        Management.read(TYPE + "/read", this::all)),
                Route.get(
                        OperatorRoutes.IN_GROUP + "/plans",
                        Management.read(TYPE + "/read", this::inGroup)),
                Route.get(ONE, Management.read(TYPE + "/read", this::get)),
                Route.put(ONE, Management.change(TYPE + "/write", this::put)),
                Route.delete(ONE, Management.change(TYPE + "/delete", this::delete)),
                Route.get(ONE + "/metrics", Management.read(TYPE + "/metrics/read", this::metrics)),
                Route.get(
                        ONE + "/metricDefinitions",
                        Management.read(TYPE + "/metricDefinitions/read", this::definitions)));
    }

    private ApiResponse all(Exchange exchange) {
        return page(exchange, rights.at(exchange, TYPE + "/read").id(), catalogue.plans());
    }

    private ApiResponse inGroup(Exchange exchange) {
        UUID provider = rights.at(exchange, TYPE + "/read").id();
        ResourceGroup group = rights.group(exchange, provider);
        return page(
                exchange,
                provider,
                catalogue.plans().stream()
                        .filter(plan -> plan.description().isIn(group.name()))
                        .toList());
    }

    private ApiResponse page(Exchange exchange, UUID provider, List<Plan> some) {
        return Pages.of(exchange, some, Plan::name, plan -> resource(provider, plan));
    }

    private ApiResponse get(Exchange exchange) {
        UUID provider = authorized(exchange, "/read").id();
        return ApiResponse.json(200, resource(provider, existing(exchange)).toJson());
    }

    private ApiResponse put(Exchange exchange) {
        UUID provider = authorized(exchange, "/write").id();
        String name = Described.name(exchange.path("name"));
        ResourceGroup group = rights.group(exchange, provider);
        PlanResource given = PlanResource.parse(exchange.body());
        Optional<Plan> before = catalogue.plan(name);
        if (before.isPresent() && found(exchange).isEmpty()) {
            throw Described.taken("plan", name, before.get().description().resourceGroup());
        }
        String spelled = before.map(Plan::name).orElse(name);
        Plan next =
                new Plan(
                        spelled,
                        described.checked(spelled, group.name(), given.envelope(), given.labels()),
                        given.quotaIds().stream().map(this::quota).toList(),
                        given.skuIds().stream()
                                .map(each -> "" + Described.label("properties.skuIds", each))
                                .toList());
        int status = before.isPresent() ? 200 : 201;
        exchange.await(catalogue.put(next, exchange.evidence(status)));
        return ApiResponse.json(status, resource(provider, next).toJson());
    }

    private QuotaId quota(String id) {
        return QuotaId.parse(id)
                .filter(parsed -> described.find(parsed.location()).isPresent())
                .orElseThrow(() ->
                        Described.bad(
                                "properties.quotaIds",
                                "ids such as /subscriptions/{s}/providers/Microsoft.KeyVault.Admin"
                                        + "/locations/"
                                        + described.locations().getFirst()
                                        + "/quotas/Unlimited, in a location of the deployment"));
    }

    private ApiResponse delete(Exchange exchange) {
        authorized(exchange, "/delete");
        Optional<Plan> plan = found(exchange);
        if (plan.isEmpty()) {
            return ApiResponse.empty(204);
        }
        exchange.await(catalogue.delete(plan.get(), exchange.evidence(200)));
        return ApiResponse.empty(200);
    }

    private ApiResponse metrics(Exchange exchange) {
        authorized(exchange, "/metrics/read");
        return SubscriptionCount.value(exchange, catalogue.subscriptionCount(existing(exchange)));
    }

    private ApiResponse definitions(Exchange exchange) {
        authorized(exchange, "/metricDefinitions/read");
        existing(exchange);
        return SubscriptionCount.definition();
    }

    private Subscription authorized(Exchange exchange, String verb) {
        return rights.at(
                exchange,
                TYPE + verb,
                "providers",
                OperatorRoutes.NAMESPACE,
                "plans",
                exchange.path("name"));
    }

    private Optional<Plan> found(Exchange exchange) {
        return catalogue
                .plan(exchange.path("name"))
                .filter(plan -> plan.description().isIn(exchange.path("group")));
    }

    private Plan existing(Exchange exchange) {
        return found(exchange)
                .orElseThrow(() -> OperatorRights.notFound(exchange, TYPE, exchange.path("name")));
    }

    private PlanResource resource(UUID provider, Plan plan) {
        return new PlanResource(
                Described.envelope(ResourceIds.of(provider, plan), plan.name(), plan.description()),
                Described.labels(plan.name(), plan.description()),
                plan.quotas().stream().map(quota -> quota.id(provider)).toList(),
                plan.skuIds(),
                catalogue.subscriptionCount(plan));
    }
}
