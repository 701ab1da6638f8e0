package dev.keyward.api.operator;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.directory.tenancy.Terms;
import dev.keyward.model.Guids;
import dev.keyward.wire.offers.UserSubscription;
import java.util.Collection;
import java.util.Optional;

/// A delegated provider sees its own customers, and gives what was delegated to it (tenancy.md,
/// section 7).
record DelegatedSeller(Subscription own, Customers known) implements Seller {
    static final String TYPE = "Microsoft.Subscriptions/subscriptions";

    @Override
    public Collection<Subscription> customers() {
        return known.tenancy().customersOf(own.id());
    }

    @Override
    public Optional<Subscription> customer(String id) {
        return known.find(id).filter(this::isOwn);
    }

    private boolean isOwn(Subscription subscription) {
        Terms terms = subscription.terms();
        return terms != null && own.id().equals(terms.delegatedProvider());
    }

    @Override
    public Optional<OfferReferences.Reference> offer(String id) {
        return known.references()
                .find(own.id(), id)
                .filter(found -> own.id().equals(found.delegatedProvider()));
    }

    /// Who asks for names learns who there is, so those of another directory aren't answered: its
    /// people subscribe themselves.
    @Override
    public void checkOwner(Tenant tenant, String name) {
        if (!tenant.id().equals(own.tenant()) && !Guids.isGuid(name)) {
            throw Described.bad(
                    "owner", "the id of an application, where the directory is another's");
        }
    }

    @Override
    public Subscription succeeded(
            Exchange exchange, Subscription before, Subscription next, UserSubscription given) {
        throw Described.bad("owner", "that of the subscription, or absent; it doesn't change");
    }

    @Override
    public UserSubscription resource(Subscription subscription) {
        UserSubscription plain = known.resource(own.id(), subscription);
        Terms terms = subscription.terms();
        return new UserSubscription(
                "/subscriptions/" + own.id() + "/providers/" + TYPE + "/" + subscription.id(),
                plain.subscriptionId(),
                plain.displayName(),
                plain.state(),
                plain.owner(),
                plain.tenantId(),
                new UserSubscription.Terms(
                        terms == null ? null : known.references().delegatedId(terms),
                        own.id().toString(),
                        plain.terms().externalReferenceId()));
    }
}
