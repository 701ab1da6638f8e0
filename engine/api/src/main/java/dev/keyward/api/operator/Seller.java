package dev.keyward.api.operator;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.wire.offers.UserSubscription;
import java.util.Collection;
import java.util.Optional;

/// Who gives subscriptions to customers and looks after them: the operator, or a delegated
/// provider. Each has customers of its own, and calls them and their offers its own way.
interface Seller {
    /// Its own subscription.
    Subscription own();

    Collection<Subscription> customers();

    /// The customer's subscription of this id.
    ///
    /// @param id as it stands in a path
    Optional<Subscription> customer(String id);

    /// What it gives under this id.
    Optional<OfferReferences.Reference> offer(String id);

    /// @param name of somebody in the directory, who is to own a subscription
    /// @throws dev.keyward.model.VaultException with `BadParameter` if it may not be asked for
    void checkOwner(Tenant tenant, String name);

    /// Another owner was given.
    ///
    /// @param next what becomes of the subscription otherwise
    /// @throws dev.keyward.wire.RefusedRequest or a `VaultException` if it can't be
    Subscription succeeded(
            Exchange exchange, Subscription before, Subscription next, UserSubscription given);

    UserSubscription resource(Subscription subscription);
}
