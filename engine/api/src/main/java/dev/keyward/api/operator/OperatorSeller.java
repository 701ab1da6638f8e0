package dev.keyward.api.operator;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.wire.offers.UserSubscription;
import java.util.Collection;
import java.util.Optional;

/// The operator sees every tenant's subscription from outside, and gives any offer to anybody.
record OperatorSeller(Subscription own, Customers known) implements Seller {
    @Override
    public Collection<Subscription> customers() {
        return known.tenancy().subscriptions().stream()
                .filter(each -> each.side() == Subscription.Side.TENANT)
                .toList();
    }

    @Override
    public Optional<Subscription> customer(String id) {
        return known.find(id);
    }

    @Override
    public Optional<OfferReferences.Reference> offer(String id) {
        return known.references().find(own.id(), id);
    }

    @Override
    public void checkOwner(Tenant tenant, String name) {}

    @Override
    public Subscription succeeded(
            Exchange exchange, Subscription before, Subscription next, UserSubscription given) {
        if (!next.equals(before)) {
            throw Described.bad("owner", "changed alone, or that of the subscription, or absent");
        }
        return new Successions(known.tenancy(), known).done(exchange, before, given);
    }

    @Override
    public UserSubscription resource(Subscription subscription) {
        return known.resource(own.id(), subscription);
    }
}
