package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.Offer;
import dev.keyward.directory.offers.Plan;
import dev.keyward.directory.offers.Subscribing;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Terms;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.Required;
import dev.keyward.wire.offers.AcquiredPlanBody;
import dev.keyward.wire.offers.AddOnPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A subscriber adds plans to a subscription of his, and removes them. The subscription stands in
/// the path twice, as the resource that it is of `Microsoft.Subscriptions`.
///
/// Plans are called `/plans/{name}` here: where the operator keeps them is no matter of
/// subscribers.
final class AddOns {
    private static final String ACTION = "Microsoft.Subscriptions/subscriptions/acquiredPlans/";
    private static final String SAME =
            ManagementRoutes.SUBSCRIPTION
                    + "/providers/Microsoft.Subscriptions/subscriptions/{same}";
    private static final String ALL = SAME + "/acquiredPlans";
    private static final String OFFERED = "Microsoft.Subscriptions/subscriptions/addonPlans/read";
    private static final String ONE = ALL + "/{acquisition}";
    private static final String PLANS = "/plans/";

    private final Rights rights;
    private final Catalogue catalogue;
    private final Subscribing subscribing;
    private final NeededPlans needed;
    private final AddedPlans added;

    AddOns(Rights rights, Catalogue catalogue, Subscribing subscribing, NeededPlans needed) {
        this.rights = rights;
        this.catalogue = catalogue;
        this.subscribing = subscribing;
        this.needed = needed;
        this.added =
                new AddedPlans(
                        subscribing,
                        name -> PLANS + catalogue.plan(name).map(Plan::name).orElse(name));
    }

    List<Route> routes() {
        return List.of(
                Route.get(SAME + "/addonPlans", Management.read(OFFERED, this::offered)),
                Route.get(
                        ALL,
                        Management.read(
                                ACTION + "read",
                                exchange -> added.list(exchange, in(exchange, "read")))),
                Route.get(
                        ONE,
                        Management.read(
                                ACTION + "read",
                                exchange -> added.get(exchange, in(exchange, "read")))),
                Route.put(ONE, Management.change(ACTION + "write", this::put)),
                Route.delete(
                        ONE,
                        Management.change(
                                ACTION + "delete",
                                exchange ->
                                        added.remove(exchange, in(exchange, "delete"), needed))));
    }

    private ApiResponse put(Exchange exchange) {
        Subscription subscription = in(exchange, "write");
        String id = Required.member("planId", AcquiredPlanBody.parse(exchange.body()).planId());
        String plan = Plan.canonical(id.substring(id.lastIndexOf('/') + 1));
        boolean had =
                subscribing.acquired(subscription.id()).stream()
                        .anyMatch(each -> each.plan().equals(plan));
        // A plan that isn't for him is as one that isn't there.
        if (!had && !isAddOn(subscription, plan)) {
            throw new VaultException(
                    new VaultError.BadParameter(
                            "planId", PLANS + "{name} of an add-on plan of the offer"));
        }
        return added.put(
                exchange,
                subscription,
                plan,
                (wanted, evidence) -> subscribing.add(subscription, wanted, evidence));
    }

    /// What may be added, whether it was already or not.
    private ApiResponse offered(Exchange exchange) {
        Subscription subscription = inSame(exchange, OFFERED);
        List<AddOnPlan> all =
                offer(subscription).stream()
                        .flatMap(offer -> offer.addOns().stream())
                        .flatMap(each ->
                                catalogue.plan(each.plan()).stream()
                                        .map(plan -> addOn(subscription, each, plan)))
                        .sorted(Comparator.comparing(each -> Plan.canonical(each.name())))
                        .toList();
        return Pages.of(exchange, all, AddOnPlan::name, each -> each);
    }

    private AddOnPlan addOn(Subscription subscription, Offer.AddOn addOn, Plan plan) {
        long has =
                subscribing.acquired(subscription.id()).stream()
                        .filter(each -> each.plan().equals(addOn.plan()))
                        .count();
        return new AddOnPlan(
                PLANS + plan.name(),
                plan.name(),
                plan.description().displayName(),
                plan.description().description(),
                addOn.maxAcquisitionCount(),
                has);
    }

    private boolean isAddOn(Subscription subscription, String plan) {
        return offer(subscription).flatMap(found -> found.addOn(plan)).isPresent();
    }

    private Optional<Offer> offer(Subscription subscription) {
        Terms terms = subscription.terms();
        return terms == null ? Optional.empty() : catalogue.offer(terms.offer());
    }

    private Subscription in(Exchange exchange, String verb) {
        return inSame(exchange, ACTION + verb);
    }

    private Subscription inSame(Exchange exchange, String action) {
        Subscription subscription = rights.in(exchange, action);
        String same = exchange.path("same");
        if (!same.equalsIgnoreCase(subscription.id().toString())) {
            throw new VaultException(new VaultError.SubscriptionNotFound(Printable.name(same)));
        }
        return subscription;
    }
}
