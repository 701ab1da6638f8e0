package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Plan;
import dev.keyward.directory.offers.Subscribing;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Terms;
import dev.keyward.model.Guids;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.offers.SubscriptionRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody subscribes to a public offer (tenancy.md, section 4): whoever is signed in, of any
/// tenant, under an id of his own making, and owns the subscription then; owners delete it.
final class SelfService {
    private static final String WRITE = "Microsoft.Subscriptions/subscriptions/write";
    private static final String DELETE = "Microsoft.Subscriptions/subscriptions/delete";
    private static final int LONGEST_NAME = 256;

    private final Tenancy tenancy;
    private final Subscribing subscribing;
    private final VisibleOffers offers;
    private final Subscriptions answers;
    private final Rights rights;
    private final SubscriptionEnd end;

    SelfService(
            Tenancy tenancy,
            Subscribing subscribing,
            VisibleOffers offers,
            Subscriptions answers,
            Rights rights,
            SubscriptionEnd end) {
        this.tenancy = tenancy;
        this.subscribing = subscribing;
        this.offers = offers;
        this.answers = answers;
        this.rights = rights;
        this.end = end;
    }

    List<Route> routes() {
        return List.of(
                Route.put(ManagementRoutes.SUBSCRIPTION, Management.change(WRITE, this::put)),
                Route.delete(
                        ManagementRoutes.SUBSCRIPTION, Management.change(DELETE, this::delete)));
    }

    /// Answered once nobody finds it any more; what is in it goes soon after.
    private ApiResponse delete(Exchange exchange) {
        Subscription subscription = rights.in(exchange, DELETE);
        rights.requireDecides(
                exchange, subscription, ResourceScope.ofSubscription(subscription.id().toString()));
        exchange.await(end.begin(subscription, exchange.evidence(200)));
        return ApiResponse.empty(200);
    }

    /// The same again is done already, even if the offer isn't open any more.
    private ApiResponse put(Exchange exchange) {
        UUID id = Guids.parse("subscriptionId", exchange.path("subscription"));
        SubscriptionRequest given = SubscriptionRequest.parse(exchange.body());
        check(id, given);
        Optional<Subscription> before = tenancy.subscription(id);
        Optional<Subscription> own = before.filter(found -> isOwn(exchange.caller(), found));
        if (before.isEmpty() || own.isPresent()) {
            exchange.audit().resource("/subscriptions/" + id);
        }
        if (own.isPresent()) {
            return again(own.get(), given);
        }
        Subscription wanted = wanted(exchange.caller(), id, given);
        if (before.isPresent() || tenancy.wasSubscription(id)) {
            throw Management.subscriptionIdTaken(id);
        }
        exchange.await(subscribing.subscribe(wanted, exchange.evidence(201)));
        return ApiResponse.json(201, answers.resource(wanted).toJson());
    }

    private static void check(UUID id, SubscriptionRequest given) {
        String again = given.subscriptionId();
        if (again != null && !again.equalsIgnoreCase(id.toString())) {
            throw bad("subscriptionId", "that of the path, or absent");
        }
        String state = given.state();
        if (state != null && !state.equalsIgnoreCase(Subscription.State.ENABLED.word())) {
            throw bad("state", "Enabled, or absent");
        }
        String name = given.displayName();
        if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
            throw bad("displayName", "1 to " + LONGEST_NAME + " characters");
        }
    }

    private static boolean isOwn(Caller caller, Subscription found) {
        return found.side() == Subscription.Side.TENANT
                && found.tenant().equals(caller.tenant())
                && caller.isAmong(found.owners())
                && (found.state() == Subscription.State.ENABLED
                        || found.state() == Subscription.State.DISABLED);
    }

    private ApiResponse again(Subscription own, SubscriptionRequest given) {
        @Nullable Terms terms = own.terms();
        boolean same =
                terms != null
                        && offers.id(terms).equalsIgnoreCase(given.offerId())
                        && (given.displayName() == null
                                || Objects.equals(own.displayName(), given.displayName()));
        if (!same) {
            throw Management.refused(
                    409,
                    "SubscriptionAlreadyExists",
                    "The subscription '"
                            + own.id()
                            + "' is yours already, under another name or on another offer.");
        }
        return ApiResponse.json(200, answers.resource(own).toJson());
    }

    private Subscription wanted(Caller caller, UUID id, SubscriptionRequest given) {
        VisibleOffers.Seen seen =
                offers.find(given.offerId())
                        .orElseThrow(() ->
                                bad(
                                        "offerId",
                                        "the id of an offer that is open to everybody, such as"
                                                + " /delegatedProviders/default/offers/{name}"));
        String name = given.displayName();
        Caller.User user = caller.user();
        return new Subscription(
                id,
                caller.tenant(),
                name == null ? seen.offer().description().displayName() : name,
                Subscription.State.ENABLED,
                Set.of(caller.objectId()),
                Set.of(),
                Map.of(),
                Subscription.Side.TENANT,
                new Terms(
                        Plan.canonical(seen.offer().name()),
                        user == null ? caller.client().toString() : user.principalName(),
                        seen.provider(),
                        null));
    }

    private static VaultException bad(String field, String mustBe) {
        return new VaultException(new VaultError.BadParameter(field, mustBe));
    }
}
