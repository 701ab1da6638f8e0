package dev.keyward.api.operator;

import dev.keyward.api.arm.Management;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Successor;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.directory.tenancy.Terms;
import dev.keyward.wire.offers.UserSubscription;
import java.time.Instant;
import java.util.Optional;

/// The operator's part of a change of ownership when the owner is unavailable (tenancy.md, section
/// 7): he makes a user an owner whom an owner named, and who asks for it; nobody else, and whoever
/// isn't of the subscription's own directory can be neither. Refused or done, the tenant reads the
/// record of it as the operator does.
record Successions(Tenancy tenancy, Customers customers) {
    /// Whether another owner is given than there is.
    static boolean isWanted(Subscription before, UserSubscription given) {
        String owner = given.owner();
        Terms terms = before.terms();
        return owner != null && !owner.equalsIgnoreCase(terms == null ? "" : terms.owner());
    }

    /// @throws dev.keyward.wire.RefusedRequest with `OwnershipNotAskedFor`, which is the same
    ///   whatever is missing
    Subscription done(Exchange exchange, Subscription before, UserSubscription given) {
        Asked asked =
                asked(before, given, exchange.received())
                        .orElseThrow(() ->
                                Management.refused(
                                        409,
                                        "OwnershipNotAskedFor",
                                        "The subscription '"
                                                + before.id()
                                                + "' can be given to nobody but the user whom an"
                                                + " owner of it named its successor, within "
                                                + Successor.OPEN.toDays()
                                                + " days after that user asked for it."));
        exchange.audit().extra(AuditFields.Extra.PRINCIPAL_ID, asked.successor.user().value());
        return exchange.await(
                tenancy.succeed(
                        before,
                        asked.successor,
                        asked.user.principalName(),
                        exchange.evidence(200)));
    }

    private record Asked(Successor successor, Principal.User user) {}

    private Optional<Asked> asked(Subscription before, UserSubscription given, Instant now) {
        Optional<Tenant> tenant = tenancy.tenant(before.tenant());
        Optional<Principal.User> user =
                Optional.ofNullable(given.owner())
                        .flatMap(name -> tenant.flatMap(in -> customers.owner(in, name)))
                        .map(Customers.Owner::principal)
                        .filter(Principal.User.class::isInstance)
                        .map(Principal.User.class::cast)
                        .filter(found -> found.standing().enabled());
        return user.flatMap(found ->
                tenancy.successor(before.id())
                        .filter(each -> each.isAsking(now))
                        .filter(each -> each.user().equals(found.id()))
                        .map(each -> new Asked(each, found)));
    }
}
