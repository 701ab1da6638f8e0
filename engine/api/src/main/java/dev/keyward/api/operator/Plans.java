package dev.keyward.api.operator;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.Description;
import dev.keyward.directory.offers.Plan;
import dev.keyward.directory.offers.QuotaId;
import dev.keyward.wire.offers.PlanResource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Plans (tenancy.md, section 3.1).
final class Plans implements Kept<Plan> {
    private final Catalogue catalogue;
    private final Described described;
    private final KeptHandlers<Plan> handlers;

    Plans(Catalogue catalogue, OperatorRights rights, Described described) {
        this.catalogue = catalogue;
        this.described = described;
        this.handlers = new KeptHandlers<>(this, rights);
    }

    List<Route> routes() {
        return handlers.routes(this::put);
    }

    @Override
    public String word() {
        return "plans";
    }

    @Override
    public List<Plan> all() {
        return catalogue.plans();
    }

    @Override
    public Optional<Plan> find(String name) {
        return catalogue.plan(name);
    }

    @Override
    public String name(Plan plan) {
        return plan.name();
    }

    @Override
    public Description description(Plan plan) {
        return plan.description();
    }

    @Override
    public long subscriptionCount(Plan plan) {
        return catalogue.subscriptionCount(plan);
    }

    @Override
    public CompletionStage<Plan> delete(Plan plan, Supplier<byte[]> evidence) {
        return catalogue.delete(plan, evidence);
    }

    private ApiResponse put(Exchange exchange) {
        UUID provider = handlers.authorized(exchange, "/write");
        KeptHandlers.Place<Plan> place = handlers.place(exchange, provider);
        PlanResource given = PlanResource.parse(exchange.body());
        Plan next =
                new Plan(
                        place.spelled(),
                        described.checked(
                                place.spelled(),
                                place.group().name(),
                                given.envelope(),
                                given.labels()),
                        given.quotaIds().stream().map(this::quota).toList(),
                        given.skuIds().stream()
                                .map(each -> "" + Described.label("properties.skuIds", each))
                                .toList());
        exchange.await(catalogue.put(next, exchange.evidence(place.status())));
        return ApiResponse.json(place.status(), resource(provider, next).toJson());
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

    @Override
    public PlanResource resource(UUID provider, Plan plan) {
        return new PlanResource(
                Described.envelope(ResourceIds.of(provider, plan), plan.name(), plan.description()),
                Described.labels(plan.name(), plan.description()),
                plan.quotas().stream().map(quota -> quota.id(provider)).toList(),
                plan.skuIds(),
                catalogue.subscriptionCount(plan));
    }
}
