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
import dev.keyward.model.TenantId;
import dev.keyward.wire.Required;
import dev.keyward.wire.offers.UserSubscription;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Subscriptions of others from outside (tenancy.md, section 3.3): whom they belong to, what they
/// are on, whether they are enabled. Who looks after them gives them, may change name, state and
/// offer, and deletes them; who owns one is its owners' affair, but for [Successions].
final class UserSubscriptions {
    static final String ONE = OperatorRoutes.IN_SUBSCRIPTION + "/subscriptions/{target}";
    private static final Set<String> FILTERED =
            Set.of(
                    "subscriptionid",
                    "displayname",
                    "owner",
                    "tenantid",
                    "offerid",
                    "state",
                    "delegatedprovidersubscriptionid");

    private final Sellers sellers;
    private final Subscribing subscribing;
    private final Customers customers;
    private final SubscriptionEnd end;

    /// Where they are looked after, and by whom.
    ///
    /// @param all path of them
    /// @param type of one, with its namespace
    /// @param action what rights to them are called, up to the last slash
    /// @param may who asks, if it may; with the action
    record Sellers(
            String all, String type, String action, BiFunction<Exchange, String, Seller> may) {}

    UserSubscriptions(
            Sellers sellers, Subscribing subscribing, Customers customers, SubscriptionEnd end) {
        this.sellers = sellers;
        this.subscribing = subscribing;
        this.customers = customers;
        this.end = end;
    }

    List<Route> routes() {
        String one = sellers.all + "/{target}";
        String action = sellers.action;
        return List.of(
                Route.get(sellers.all, Management.read(action + "read", this::list)),
                Route.get(one, Management.read(action + "read", this::get)),
                Route.put(one, Management.change(action + "write", this::put)),
                Route.delete(one, Management.change(action + "delete", this::delete)));
    }

    private Seller seller(Exchange exchange, String verb) {
        return sellers.may.apply(exchange, sellers.action + verb);
    }

    /// Answered once its tenant doesn't find it any more; it is seen here as `Deleting` until what
    /// is in it is gone.
    private ApiResponse delete(Exchange exchange) {
        Optional<Subscription> target =
                seller(exchange, "delete").customer(exchange.path("target"));
        if (target.isEmpty()) {
            return ApiResponse.empty(204);
        }
        if (target.get().state() != Subscription.State.DELETING) {
            exchange.await(end.begin(target.get(), exchange.evidence(200)));
        }
        return ApiResponse.empty(200);
    }

    private ApiResponse list(Exchange exchange) {
        Seller seller = seller(exchange, "read");
        Filter filter = Filter.parse(exchange.query().get("$filter"), FILTERED);
        List<Subscription> all =
                among(seller, filter).stream()
                        .filter(each ->
                                filter.equal().isEmpty() || accepts(filter, seller.resource(each)))
                        .sorted(Comparator.comparing(each -> each.id().toString()))
                        .toList();
        return Pages.of(exchange, all, each -> each.id().toString(), seller::resource);
    }

    /// Those that the filter has to be asked about.
    private Collection<Subscription> among(Seller seller, Filter filter) {
        String id = filter.equal().get("subscriptionid");
        if (id != null) {
            return seller.customer(id).stream().toList();
        }
        String tenant = filter.equal().get("tenantid");
        if (tenant == null) {
            return seller.customers();
        }
        if (!Guids.isGuid(tenant)) {
            return List.of();
        }
        return customers
                .tenancy()
                .subscriptions(new TenantId(Guids.parse("tenantId", tenant)))
                .stream()
                .filter(each -> seller.customer(each.id().toString()).isPresent())
                .toList();
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
        Seller seller = seller(exchange, "read");
        String target = exchange.path("target");
        Subscription found =
                seller.customer(target)
                        .orElseThrow(() -> OperatorRights.notFound(exchange, sellers.type, target));
        return ApiResponse.json(200, seller.resource(found).toJson());
    }

    private ApiResponse put(Exchange exchange) {
        Seller seller = seller(exchange, "write");
        UUID id = Guids.parse("subscriptionId", exchange.path("target"));
        UserSubscription given = UserSubscription.parse(exchange.body());
        String again = given.subscriptionId();
        if (again != null && !again.equalsIgnoreCase(id.toString())) {
            throw Described.bad("subscriptionId", "that of the path, or absent");
        }
        Optional<Subscription> before = seller.customer(id.toString());
        Subscription next =
                before.isPresent() ? changed(seller, before.get(), given) : made(seller, id, given);
        if (before.isPresent() && Successions.isWanted(before.get(), given)) {
            next = seller.succeeded(exchange, before.get(), next, given);
        } else if (before.isEmpty()) {
            Tenancy tenancy = customers.tenancy();
            if (tenancy.subscription(id).isPresent() || tenancy.wasSubscription(id)) {
                throw Management.subscriptionIdTaken(id);
            }
            exchange.await(subscribing.give(next, exchange.evidence(201)));
        } else if (!next.equals(before.get())) {
            exchange.await(subscribing.change(before.get(), next, exchange.evidence(200)));
        }
        return ApiResponse.json(before.isPresent() ? 200 : 201, seller.resource(next).toJson());
    }

    private Subscription made(Seller seller, UUID id, UserSubscription given) {
        OfferReferences.Reference reference =
                reference(seller, Required.member("offerId", given.terms().offerId()));
        requireProvider(seller, reference, given);
        Tenant tenant = customers.tenant(seller.own(), given.tenantId());
        String called = Required.member("owner", given.owner());
        seller.checkOwner(tenant, called);
        Customers.Owner owner =
                customers
                        .owner(tenant, called)
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
    private Subscription changed(Seller seller, Subscription before, UserSubscription given) {
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
                || offerId.equalsIgnoreCase(seller.resource(before).terms().offerId())) {
            return terms == null
                    ? next
                    : next.withTerms(
                            new Terms(terms.offer(), owner, terms.delegatedProvider(), outside));
        }
        OfferReferences.Reference reference = reference(seller, offerId);
        Moves.requireOpen(reference.offer());
        return next.withTerms(reference.terms(owner, outside));
    }

    private static void requireSame(String field, String is, @Nullable String given) {
        if (given != null && !given.equalsIgnoreCase(is)) {
            throw Described.bad(field, "that of the subscription, or absent; it doesn't change");
        }
    }

    private static OfferReferences.Reference reference(Seller seller, String offerId) {
        return seller.offer(offerId)
                .orElseThrow(() -> Described.bad("offerId", "the id of an offer that is there"));
    }

    private static void requireProvider(
            Seller seller, OfferReferences.Reference reference, UserSubscription given) {
        UUID by = reference.delegatedProvider();
        String said = given.terms().delegatedProviderSubscriptionId();
        String is = (by == null ? seller.own().id() : by).toString();
        if (said != null && !said.equalsIgnoreCase(is)) {
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
}
