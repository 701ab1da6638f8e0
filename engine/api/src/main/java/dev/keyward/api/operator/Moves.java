package dev.keyward.api.operator;

import dev.keyward.api.arm.Management;
import dev.keyward.api.audit.SystemRecord;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Offer;
import dev.keyward.directory.offers.Subscribing;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Terms;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.offers.MoveSubscriptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Moves subscriptions to an offer of another provider, all of them or none, at once.
final class Moves {
    private static final String ACTION = OperatorRoutes.NAMESPACE + "/";
    private static final String MOVE = ACTION + "moveSubscriptions/action";
    private static final String VALIDATE = ACTION + "validateMoveSubscriptions/action";
    private static final int MOST = 1000;

    private final Subscribing subscribing;
    private final OperatorRights rights;
    private final Customers customers;

    Moves(Subscribing subscribing, OperatorRights rights, Customers customers) {
        this.subscribing = subscribing;
        this.rights = rights;
        this.customers = customers;
    }

    List<Route> routes() {
        String in = OperatorRoutes.IN_SUBSCRIPTION;
        return List.of(
                Route.post(in + "/moveSubscriptions", Management.change(MOVE, this::move)),
                Route.post(
                        in + "/validateMoveSubscriptions",
                        Management.read(VALIDATE, this::validate)));
    }

    private ApiResponse move(Exchange exchange) {
        UUID provider = rights.at(exchange, MOVE).id();
        List<Subscribing.Change> all = meant(exchange, provider);
        exchange.await(
                subscribing.change(
                        all,
                        exchange.evidence(204),
                        each ->
                                SystemRecord.at(
                                        Customers.id(provider, each.before().id()),
                                        MOVE,
                                        exchange.received(),
                                        null)));
        return ApiResponse.empty(204);
    }

    private ApiResponse validate(Exchange exchange) {
        meant(exchange, rights.at(exchange, VALIDATE).id());
        return ApiResponse.empty(204);
    }

    private List<Subscribing.Change> meant(Exchange exchange, UUID provider) {
        MoveSubscriptions given = MoveSubscriptions.parse(exchange.body());
        if (given.resources().isEmpty() || given.resources().size() > MOST) {
            throw Described.bad("resources", "1 to " + MOST + " ids");
        }
        String target = given.targetDelegatedProviderOffer();
        OfferReferences.@Nullable Reference reference =
                target == null ? null : reference(provider, target);
        Set<UUID> seen = new HashSet<>();
        List<Subscribing.Change> all = new ArrayList<>();
        for (String id : given.resources()) {
            Subscription before = subscription(provider, id);
            if (seen.add(before.id())) {
                all.add(
                        new Subscribing.Change(
                                before, before.withTerms(next(before.terms(), reference))));
            }
        }
        return all;
    }

    private OfferReferences.Reference reference(UUID provider, String target) {
        OfferReferences.Reference found =
                customers
                        .references()
                        .find(provider, target)
                        .orElseThrow(() ->
                                Described.bad(
                                        "targetDelegatedProviderOffer",
                                        "the id of an offer of the operator, or of one that is"
                                                + " delegated to the provider"));
        requireOpen(found.offer());
        return found;
    }

    /// @throws VaultException with `OfferClosed` if the offer is decommissioned
    static void requireOpen(Offer offer) {
        if (offer.state() == Offer.State.DECOMMISSIONED) {
            throw new VaultException(new VaultError.OfferClosed(offer.name(), "is decommissioned"));
        }
    }

    private Subscription subscription(UUID provider, String id) {
        return customers
                .find(ResourceIds.last(id))
                .filter(found -> Customers.id(provider, found.id()).equalsIgnoreCase(id))
                .filter(found ->
                        found.state() == Subscription.State.ENABLED
                                || found.state() == Subscription.State.DISABLED)
                .orElseThrow(() ->
                        Described.bad(
                                "resources",
                                "ids of user subscriptions that are there and aren't being"
                                        + " deleted"));
    }

    private static Terms next(
            @Nullable Terms before, OfferReferences.@Nullable Reference reference) {
        if (reference != null) {
            return reference.terms(
                    before == null ? "" : before.owner(),
                    before == null ? null : before.externalReferenceId());
        }
        if (before == null) {
            throw Described.bad("targetDelegatedProviderOffer", "given");
        }
        return new Terms(before.offer(), before.owner(), null, before.externalReferenceId());
    }
}
