package dev.keyward.api.operator;

import dev.keyward.api.arm.Management;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.Description;
import dev.keyward.directory.offers.Offer;
import dev.keyward.directory.offers.Plan;
import dev.keyward.wire.offers.OfferResource;
import dev.keyward.wire.offers.PlanLink;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Offers and the plans in them (tenancy.md, section 3.2).
final class Offers implements Kept<Offer> {
    static final String ONE = OperatorRoutes.IN_GROUP + "/offers/{name}";
    private static final String TYPE = OfferResource.TYPE;

    private final Catalogue catalogue;
    private final ResourceIds ids;
    private final Described described;
    private final KeptHandlers<Offer> handlers;

    Offers(Catalogue catalogue, OperatorRights rights, Described described) {
        this.catalogue = catalogue;
        this.ids = new ResourceIds(catalogue);
        this.described = described;
        this.handlers = new KeptHandlers<>(this, rights);
    }

    List<Route> routes() {
        return Stream.concat(
                        handlers.routes(this::put).stream(),
                        Stream.of(
                                Route.post(
                                        ONE + "/link",
                                        Management.change(TYPE + "/link/action", this::link)),
                                Route.post(
                                        ONE + "/unlink",
                                        Management.change(TYPE + "/unlink/action", this::unlink))))
                .toList();
    }

    @Override
    public String word() {
        return "offers";
    }

    @Override
    public List<Offer> all() {
        return catalogue.offers();
    }

    @Override
    public Optional<Offer> find(String name) {
        return catalogue.offer(name);
    }

    @Override
    public String name(Offer offer) {
        return offer.name();
    }

    @Override
    public Description description(Offer offer) {
        return offer.description();
    }

    @Override
    public long subscriptionCount(Offer offer) {
        return catalogue.subscriptionCount(offer);
    }

    @Override
    public CompletionStage<Offer> delete(Offer offer, Supplier<byte[]> evidence) {
        return catalogue.delete(offer, evidence);
    }

    /// A replaced offer stays open or closed as it was unless the body says otherwise.
    private ApiResponse put(Exchange exchange) {
        UUID provider = handlers.authorized(exchange, "/write");
        KeptHandlers.Place<Offer> place = handlers.place(exchange, provider);
        OfferResource given = OfferResource.parse(exchange.body());
        Offer next =
                new Offer(
                        place.spelled(),
                        described.checked(
                                place.spelled(),
                                place.group().name(),
                                given.envelope(),
                                given.labels()),
                        state(
                                given.state(),
                                place.before().map(Offer::state).orElse(Offer.State.PRIVATE)),
                        given.basePlanIds().stream()
                                .map(id -> plan(provider, "properties.basePlanIds", id))
                                .distinct()
                                .toList(),
                        given.addonPlans().stream().map(each -> addOn(provider, each)).toList(),
                        atLeast(
                                "properties.maxSubscriptionsPerAccount",
                                given.maxSubscriptionsPerAccount(),
                                0,
                                0));
        requireEachPlanOnce(next);
        return answer(exchange, provider, place.status(), next);
    }

    private static Offer.State state(@Nullable String given, Offer.State otherwise) {
        return given == null
                ? otherwise
                : Offer.State.of(given)
                        .orElseThrow(() ->
                                Described.bad(
                                        "properties.state", "Private, Public or Decommissioned"));
    }

    private Offer.AddOn addOn(UUID provider, OfferResource.AddOn given) {
        return new Offer.AddOn(
                plan(provider, "properties.addonPlans", given.planId()),
                atLeast("maxAcquisitionCount", given.maxAcquisitionCount(), 1, 1));
    }

    private static void requireEachPlanOnce(Offer offer) {
        long different = offer.addOns().stream().map(Offer.AddOn::plan).distinct().count();
        boolean both =
                offer.addOns().stream().anyMatch(each -> offer.basePlans().contains(each.plan()));
        if (both || different < offer.addOns().size()) {
            throw Described.bad(
                    "properties.addonPlans", "plans that are named once, and aren't base plans");
        }
    }

    private static int atLeast(String field, @Nullable Integer given, int least, int otherwise) {
        int value = given == null ? otherwise : given;
        if (value < least) {
            throw Described.bad(field, least + " or more");
        }
        return value;
    }

    private String plan(UUID provider, String field, String id) {
        return ids.plan(provider, id)
                .map(plan -> Plan.canonical(plan.name()))
                .orElseThrow(() -> Described.bad(field, "ids of plans that are there"));
    }

    private ApiResponse link(Exchange exchange) {
        return relink(
                exchange,
                "/link/action",
                given -> {
                    Offer.Link link =
                            link(given.planLinkType())
                                    .orElseThrow(
                                            () -> Described.bad("planLinkType", "Base or Addon"));
                    Plan plan =
                            catalogue
                                    .plan(given.planName())
                                    .orElseThrow(() ->
                                            Described.bad(
                                                    "planName",
                                                    "the name of a plan that is there"));
                    int count = atLeast("maxAcquisitionCount", given.maxAcquisitionCount(), 1, 1);
                    return offer -> offer.with(link, plan.name(), count);
                });
    }

    private ApiResponse unlink(Exchange exchange) {
        return relink(
                exchange,
                "/unlink/action",
                given -> {
                    Optional<Offer.Link> link = link(given.planLinkType());
                    return offer -> {
                        if (!isLinked(offer, link, Plan.canonical(given.planName()))) {
                            throw Described.bad(
                                    "planName", "a plan of the offer that is so linked");
                        }
                        return offer.without(given.planName());
                    };
                });
    }

    private static boolean isLinked(Offer offer, Optional<Offer.Link> link, String plan) {
        boolean base = offer.basePlans().contains(plan);
        boolean more = offer.addOn(plan).isPresent();
        return link.map(each ->
                        switch (each) {
                            case BASE -> base;
                            case ADD_ON -> more;
                        })
                .orElse(base || more);
    }

    /// What the body says is to be done to the offer.
    @FunctionalInterface
    private interface Meaning {
        UnaryOperator<Offer> of(PlanLink given);
    }

    private ApiResponse relink(Exchange exchange, String verb, Meaning meaning) {
        UUID provider = handlers.authorized(exchange, verb);
        UnaryOperator<Offer> change = meaning.of(PlanLink.parse(exchange.body()));
        return answer(exchange, provider, 200, change.apply(existing(exchange)));
    }

    private static Optional<Offer.Link> link(@Nullable String type) {
        if (type == null || type.equalsIgnoreCase("None")) {
            return Optional.empty();
        }
        if (type.equalsIgnoreCase("Base")) {
            return Optional.of(Offer.Link.BASE);
        }
        if (type.equalsIgnoreCase("Addon")) {
            return Optional.of(Offer.Link.ADD_ON);
        }
        throw Described.bad("planLinkType", "None, Base or Addon");
    }

    private ApiResponse answer(Exchange exchange, UUID provider, int status, Offer next) {
        exchange.await(catalogue.put(next, exchange.evidence(status)));
        return ApiResponse.json(status, resource(provider, next).toJson());
    }

    /// The offer in the path.
    Offer existing(Exchange exchange) {
        return handlers.existing(exchange);
    }

    @Override
    public OfferResource resource(UUID provider, Offer offer) {
        return new OfferResource(
                Described.envelope(
                        ResourceIds.of(provider, offer), offer.name(), offer.description()),
                Described.labels(offer.name(), offer.description()),
                offer.state().word(),
                offer.basePlans().stream().flatMap(name -> planId(provider, name)).toList(),
                offer.addOns().stream()
                        .flatMap(each ->
                                planId(provider, each.plan())
                                        .map(id ->
                                                new OfferResource.AddOn(
                                                        id, each.maxAcquisitionCount())))
                        .toList(),
                offer.maxSubscriptionsPerAccount(),
                catalogue.subscriptionCount(offer));
    }

    private Stream<String> planId(UUID provider, String name) {
        return catalogue.plan(name).stream().map(plan -> ResourceIds.of(provider, plan));
    }
}
