package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Successor;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.Required;
import dev.keyward.wire.arm.SuccessorResource;
import java.util.List;
import java.util.Optional;

/// The tenant's part of a change of ownership when the owner is unavailable (tenancy.md, section
/// 7): owners of a subscription name a user of its directory, or nobody; he alone asks. What the
/// operator can do then stands with [dev.keyward.api.operator.OperatorRoutes].
///
/// All of it is recorded below the subscription, so that its readers see it.
final class Successors {
    private static final String PATH =
            ManagementRoutes.SUBSCRIPTION + "/providers/Keyward.Recovery/successor";
    private static final String ACTION = "Keyward.Recovery/successor/";

    private final Tenancy tenancy;
    private final Principals principals;
    private final Rights rights;

    Successors(Tenancy tenancy, Principals principals, Rights rights) {
        this.tenancy = tenancy;
        this.principals = principals;
        this.rights = rights;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Management.read(ACTION + "read", this::get)),
                Route.put(PATH, Management.change(ACTION + "write", this::put)),
                Route.delete(PATH, Management.change(ACTION + "delete", this::delete)),
                Route.post(PATH + "/ask", Management.change(ACTION + "ask/action", this::ask)));
    }

    private ApiResponse get(Exchange exchange) {
        Subscription subscription = rights.at(exchange, ACTION + "read", scope(exchange));
        Successor found =
                tenancy.successor(subscription.id())
                        .orElseThrow(() ->
                                new VaultException(
                                        new VaultError.ResourceNotFound(
                                                "Keyward.Recovery", "successor", "<null>")));
        return answer(200, subscription, found);
    }

    private ApiResponse put(Exchange exchange) {
        Subscription subscription = decided(exchange, "write");
        String name = Required.member("user", SuccessorResource.parse(exchange.body()).user());
        Principal.User user =
                principals
                        .user(subscription.tenant(), name)
                        .orElseThrow(() ->
                                new VaultException(
                                        new VaultError.BadParameter(
                                                "user",
                                                "the user principal name of a user in the"
                                                        + " subscription's directory tenant")));
        Successor next = new Successor(subscription.id(), user.id(), exchange.received(), null);
        tell(exchange, next);
        int status = tenancy.successor(subscription.id()).isPresent() ? 200 : 201;
        exchange.await(tenancy.put(next, exchange.evidence(status)));
        return answer(status, subscription, next);
    }

    private ApiResponse delete(Exchange exchange) {
        Subscription subscription = decided(exchange, "delete");
        Optional<Successor> before = tenancy.successor(subscription.id());
        if (before.isEmpty()) {
            return ApiResponse.empty(204);
        }
        tell(exchange, before.get());
        exchange.await(tenancy.withdraw(before.get(), exchange.evidence(200)));
        return ApiResponse.empty(200);
    }

    /// By nobody's right but his own: he needn't have a role in the subscription.
    private ApiResponse ask(Exchange exchange) {
        ResourceScope scope = scope(exchange);
        Subscription subscription =
                rights.management()
                        .reach(
                                exchange.caller(),
                                exchange.plane().side(),
                                Printable.name(exchange.path("subscription")))
                        .subscription();
        exchange.audit().resource(scope.id());
        Successor before =
                tenancy.successor(subscription.id())
                        .filter(each -> each.user().equals(exchange.caller().objectId()))
                        .orElseThrow(() ->
                                new VaultException(
                                        new VaultError.AuthorizationFailed(
                                                VaultResources.who(exchange),
                                                exchange.caller().objectId().value(),
                                                ACTION + "ask/action",
                                                scope.id())));
        Successor next = before.asking(exchange.received());
        tell(exchange, next);
        exchange.await(tenancy.put(next, exchange.evidence(200)));
        return answer(200, subscription, next);
    }

    /// Contributors may do much, and not this.
    private Subscription decided(Exchange exchange, String verb) {
        Subscription subscription = rights.at(exchange, ACTION + verb, scope(exchange));
        rights.requireDecides(
                exchange, subscription, ResourceScope.ofSubscription(subscription.id().toString()));
        return subscription;
    }

    private static ResourceScope scope(Exchange exchange) {
        return Rights.scope(exchange).child("providers", "Keyward.Recovery", "successor");
    }

    private static void tell(Exchange exchange, Successor successor) {
        exchange.audit().extra(AuditFields.Extra.PRINCIPAL_ID, successor.user().value());
    }

    private ApiResponse answer(int status, Subscription subscription, Successor successor) {
        String name =
                principals
                        .find(subscription.tenant(), successor.user())
                        .filter(Principal.User.class::isInstance)
                        .map(user -> ((Principal.User) user).principalName())
                        .orElse(null);
        return ApiResponse.json(
                status,
                new SuccessorResource(
                                name,
                                successor.user().value(),
                                successor.named(),
                                successor.asked(),
                                successor.until())
                        .toJson());
    }
}
