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
import java.util.List;
import java.util.Optional;

/// A subscriber adds plans to a subscription of his, and removes them. The subscription stands in
/// the path twice, as the resource that it is of `Microsoft.Subscriptions`.
///
/// Plans are called `/plans/{name}` here: where the operator keeps them is no matter of
/// subscribers.
final class AddOns {
    private static final String ACTION = "Microsoft.Subscriptions/subscriptions/acquiredPlans/";
    private static final String ALL =
            ManagementRoutes.SUBSCRIPTION
                    + "/providers/Microsoft.Subscriptions/subscriptions/{same}/acquiredPlans";
    private static final String ONE = ALL + "/{acquisition}";
    private static final String PLANS = "/plans/";

    private final Rights rights;
    private final Catalogue catalogue;
    private final Subscribing subscribing;
    private final AddedPlans added;

    AddOns(Rights rights, Catalogue catalogue, Subscribing subscribing) {
        this.rights = rights;
        this.catalogue = catalogue;
        this.subscribing = subscribing;
        this.added =
                new AddedPlans(
                        subscribing,
                        name -> PLANS + catalogue.plan(name).map(Plan::name).orElse(name));
    }

    List<Route> routes() {
        return List.of(
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
                                exchange -> added.remove(exchange, in(exchange, "delete")))));
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

    private boolean isAddOn(Subscription subscription, String plan) {
        Terms terms = subscription.terms();
        Optional<Offer> offer = terms == null ? Optional.empty() : catalogue.offer(terms.offer());
        return offer.flatMap(found -> found.addOn(plan)).isPresent();
    }

    private Subscription in(Exchange exchange, String verb) {
        Subscription subscription = rights.in(exchange, ACTION + verb);
        String same = exchange.path("same");
        if (!same.equalsIgnoreCase(subscription.id().toString())) {
            throw new VaultException(new VaultError.SubscriptionNotFound(Printable.name(same)));
        }
        return subscription;
    }
}
