package dev.keyward.api.operator;

import dev.keyward.api.arm.Filter;
import dev.keyward.api.arm.Management;
import dev.keyward.api.arm.Pages;
import dev.keyward.api.arm.SubscriptionEnd;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Subscribing;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.directory.tenancy.Terms;
import dev.keyward.model.Guids;
import dev.keyward.wire.Required;
import dev.keyward.wire.offers.UserSubscription;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tenants' subscriptions from outside (tenancy.md, section 3.3): whom they belong to, what they
/// are on, whether they are enabled. The operator gives them, may change name, state and offer, and
/// deletes them; who owns one is its owners' affair, but for [Successions].
final class UserSubscriptions {
    static final String ONE = OperatorRoutes.IN_SUBSCRIPTION + "/subscriptions/{target}";
    private static final String TYPE = Customers.TYPE;
    private static final Set<String> FILTERED =
            Set.of(
                    "subscriptionid",
                    "displayname",
                    "owner",
                    "tenantid",
                    "offerid",
                    "state",
                    "delegatedprovidersubscriptionid");

    private final Tenancy tenancy;
    private final Subscribing subscribing;
    private final OperatorRights rights;
    private final Customers customers;
    private final Successions successions;
    private final SubscriptionEnd end;

    UserSubscriptions(
            Tenancy tenancy,
            Subscribing subscribing,
            OperatorRights rights,
            Customers customers,
            SubscriptionEnd end) {
        this.tenancy = tenancy;
        this.subscribing = subscribing;
        this.rights = rights;
        this.customers = customers;
        this.successions = new Successions(tenancy, customers);
        this.end = end;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        OperatorRoutes.IN_SUBSCRIPTION + "/subscriptions",
                        Management.read(TYPE + "/read", this::list)),
                Route.get(ONE, Management.read(TYPE + "/read", this::get)),
                Route.put(ONE, Management.change(TYPE + "/write", this::put)),
                Route.delete(ONE, Management.change(TYPE + "/delete", this::delete)));
    }

    /// Answered once its tenant doesn't find it any more; it is seen here as `Deleting` until what
    /// is in it is gone.
    private ApiResponse delete(Exchange exchange) {
        authorized(exchange, "/delete");
        Optional<Subscription> target = customers.find(exchange.path("target"));
        if (target.isEmpty()) {
            return ApiResponse.empty(204);
        }
        if (target.get().state() != Subscription.State.DELETING) {
            exchange.await(end.begin(target.get(), exchange.evidence(200)));
        }
        return ApiResponse.empty(200);
    }

    private ApiResponse list(Exchange exchange) {
        UUID provider = rights.at(exchange, TYPE + "/read").id();
        Filter filter = Filter.parse(exchange.query().get("$filter"), FILTERED);
        List<UserSubscription> all =
                tenancy.subscriptions().stream()
                        .filter(each -> each.side() == Subscription.Side.TENANT)
                        .map(each -> customers.resource(provider, each))
                        .filter(each -> accepts(filter, each))
                        .sorted(Comparator.comparing(UserSubscriptions::key))
                        .toList();
        return Pages.of(exchange, all, UserSubscriptions::key, each -> each);
    }

    private static boolean accepts(Filter filter, UserSubscription each) {
        return filter.accepts("subscriptionid", key(each))
                && filter.accepts("displayname", text(each.displayName()))
                && filter.accepts("owner", text(each.owner()))
                && filter.accepts("tenantid", text(each.tenantId()))
                && filter.accepts("offerid", text(each.terms().offerId()))
                && filter.accepts("state", text(each.state()))
                && filter.accepts(
                        "delegatedprovidersubscriptionid",
                        text(each.terms().delegatedProviderSubscriptionId()));
    }

    private static String key(UserSubscription each) {
        return text(each.subscriptionId());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private ApiResponse get(Exchange exchange) {
        UUID provider = authorized(exchange, "/read").id();
        String target = exchange.path("target");
        Subscription found =
                customers
                        .find(target)
                        .orElseThrow(() -> OperatorRights.notFound(exchange, TYPE, target));
        return ApiResponse.json(200, customers.resource(provider, found).toJson());
    }

    private ApiResponse put(Exchange exchange) {
        Subscription provider = authorized(exchange, "/write");
        UUID id = Guids.parse("subscriptionId", exchange.path("target"));
        UserSubscription given = UserSubscription.parse(exchange.body());
        String again = given.subscriptionId();
        if (again != null && !again.equalsIgnoreCase(id.toString())) {
            throw Described.bad("subscriptionId", "that of the path, or absent");
        }
        if (id.equals(provider.id())) {
            throw Management.refused(
                    409, "AlreadyExists", "The subscription '" + id + "' is the operator's own.");
        }
        Optional<Subscription> before = tenancy.subscription(id);
        Subscription next =
                before.isPresent()
                        ? changed(provider, before.get(), given)
                        : made(provider, id, given);
        if (before.isPresent() && Successions.isWanted(before.get(), given)) {
            next = succeeded(exchange, before.get(), next, given);
        } else if (before.isEmpty()) {
            exchange.await(subscribing.give(next, exchange.evidence(201)));
        } else if (!next.equals(before.get())) {
            exchange.await(subscribing.change(before.get(), next, exchange.evidence(200)));
        }
        return ApiResponse.json(
                before.isPresent() ? 200 : 201, customers.resource(provider.id(), next).toJson());
    }

    private Subscription succeeded(
            Exchange exchange, Subscription before, Subscription next, UserSubscription given) {
        if (!next.equals(before)) {
            throw Described.bad("owner", "changed alone, or that of the subscription, or absent");
        }
        return successions.done(exchange, before, given);
    }

    private Subscription made(Subscription provider, UUID id, UserSubscription given) {
        OfferReferences.Reference reference =
                reference(provider.id(), Required.member("offerId", given.terms().offerId()));
        requireProvider(provider.id(), reference, given);
        Tenant tenant = customers.tenant(provider, given.tenantId());
        Customers.Owner owner =
                customers
                        .owner(tenant, Required.member("owner", given.owner()))
                        .orElseThrow(() ->
                                Described.bad(
                                        "owner",
                                        "the user principal name of a user, or the id of an"
                                                + " application, in the directory tenant"));
        String name = name(given);
        return new Subscription(
                id,
                tenant.id(),
                name == null ? reference.offer().description().displayName() : name,
                state(given.state(), Subscription.State.ENABLED),
                Set.of(owner.principal().id()),
                Set.of(),
                Map.of(),
                Subscription.Side.TENANT,
                reference.terms(owner.name(), outside(given)));
    }

    /// What isn't said stays.
    private Subscription changed(
            Subscription provider, Subscription before, UserSubscription given) {
        if (before.state() != Subscription.State.ENABLED
                && before.state() != Subscription.State.DISABLED) {
            throw Management.refused(
                    409,
                    "SubscriptionBeingDeleted",
                    "The subscription '" + before.id() + "' is being deleted.");
        }
        Terms terms = before.terms();
        String owner = terms == null ? "" : terms.owner();
        requireSame("tenantId", before.tenant().toString(), given.tenantId());
        String name = name(given);
        Subscription next =
                before.with(
                        name == null ? before.displayName() : name,
                        state(given.state(), before.state()));
        String offerId = given.terms().offerId();
        String outside = outside(given);
        if (outside == null && terms != null) {
            outside = terms.externalReferenceId();
        }
        if (offerId == null
                || terms != null
                        && customers
                                .references()
                                .id(provider.id(), terms)
                                .equalsIgnoreCase(offerId)) {
            return terms == null
                    ? next
                    : next.withTerms(
                            new Terms(terms.offer(), owner, terms.delegatedProvider(), outside));
        }
        OfferReferences.Reference reference = reference(provider.id(), offerId);
        Moves.requireOpen(reference.offer());
        return next.withTerms(reference.terms(owner, outside));
    }

    private static void requireSame(String field, String is, @Nullable String given) {
        if (given != null && !given.equalsIgnoreCase(is)) {
            throw Described.bad(field, "that of the subscription, or absent; it doesn't change");
        }
    }

    private OfferReferences.Reference reference(UUID provider, String offerId) {
        return customers
                .references()
                .find(provider, offerId)
                .orElseThrow(() -> Described.bad("offerId", "the id of an offer that is there"));
    }

    private static void requireProvider(
            UUID provider, OfferReferences.Reference reference, UserSubscription given) {
        UUID by = reference.delegatedProvider();
        String said = given.terms().delegatedProviderSubscriptionId();
        if (said != null && !said.equalsIgnoreCase((by == null ? provider : by).toString())) {
            throw Described.bad(
                    "delegatedProviderSubscriptionId", "that of the provider of the offer");
        }
    }

    private static @Nullable String name(UserSubscription given) {
        String name = Described.label("displayName", given.displayName());
        return name == null || name.isBlank() ? null : name;
    }

    private static @Nullable String outside(UserSubscription given) {
        return Described.label("externalReferenceId", given.terms().externalReferenceId());
    }

    private static Subscription.State state(@Nullable String given, Subscription.State otherwise) {
        if (given == null) {
            return otherwise;
        }
        if (given.equalsIgnoreCase(Subscription.State.ENABLED.word())) {
            return Subscription.State.ENABLED;
        }
        if (given.equalsIgnoreCase(Subscription.State.DISABLED.word())) {
            return Subscription.State.DISABLED;
        }
        throw Described.bad("state", "Enabled or Disabled");
    }

    private Subscription authorized(Exchange exchange, String verb) {
        return rights.at(
                exchange,
                TYPE + verb,
                "providers",
                OperatorRoutes.NAMESPACE,
                "subscriptions",
                exchange.path("target"));
    }
}
