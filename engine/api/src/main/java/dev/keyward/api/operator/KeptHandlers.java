package dev.keyward.api.operator;

import dev.keyward.api.arm.Management;
import dev.keyward.api.arm.Pages;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Handler;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.tenancy.ResourceGroup;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What is done alike to plans and offers.
final class KeptHandlers<T> {
    private final Kept<T> kept;
    private final OperatorRights rights;
    private final String type;

    KeptHandlers(Kept<T> kept, OperatorRights rights) {
        this.kept = kept;
        this.rights = rights;
        this.type = OperatorRoutes.NAMESPACE + "/" + kept.word();
    }

    /// @param put makes or replaces one
    List<Route> routes(Handler put) {
        String inGroup = OperatorRoutes.IN_GROUP + "/" + kept.word();
        String one = inGroup + "/{name}";
        return List.of(
                Route.get(
                        OperatorRoutes.IN_SUBSCRIPTION + "/" + kept.word(),
                        Management.read(type + "/read", this::all)),
                Route.get(inGroup, Management.read(type + "/read", this::inGroup)),
                Route.get(one, Management.read(type + "/read", this::get)),
                Route.put(one, Management.change(type + "/write", put)),
                Route.delete(one, Management.change(type + "/delete", this::delete)),
                Route.get(one + "/metrics", Management.read(type + "/metrics/read", this::metrics)),
                Route.get(
                        one + "/metricDefinitions",
                        Management.read(type + "/metricDefinitions/read", this::definitions)));
    }

    private ApiResponse all(Exchange exchange) {
        return page(exchange, rights.at(exchange, type + "/read").id(), kept.all());
    }

    private ApiResponse inGroup(Exchange exchange) {
        UUID provider = rights.at(exchange, type + "/read").id();
        ResourceGroup group = rights.group(exchange, provider);
        return page(
                exchange,
                provider,
                kept.all().stream()
                        .filter(one -> kept.description(one).isIn(group.name()))
                        .toList());
    }

    private ApiResponse page(Exchange exchange, UUID provider, List<T> some) {
        return Pages.of(exchange, some, kept::name, one -> kept.resource(provider, one));
    }

    private ApiResponse get(Exchange exchange) {
        UUID provider = authorized(exchange, "/read");
        return ApiResponse.json(200, kept.resource(provider, existing(exchange)).toJson());
    }

    private ApiResponse delete(Exchange exchange) {
        authorized(exchange, "/delete");
        Optional<T> found = found(exchange);
        if (found.isEmpty()) {
            return ApiResponse.empty(204);
        }
        exchange.await(kept.delete(found.get(), exchange.evidence(200)));
        return ApiResponse.empty(200);
    }

    private ApiResponse metrics(Exchange exchange) {
        authorized(exchange, "/metrics/read");
        return SubscriptionCount.value(exchange, kept.subscriptionCount(existing(exchange)));
    }

    private ApiResponse definitions(Exchange exchange) {
        authorized(exchange, "/metricDefinitions/read");
        existing(exchange);
        return SubscriptionCount.definition();
    }

    /// @return the operator's subscription
    UUID authorized(Exchange exchange, String verb) {
        return rights.at(
                        exchange,
                        type + verb,
                        "providers",
                        OperatorRoutes.NAMESPACE,
                        kept.word(),
                        exchange.path("name"))
                .id();
    }

    /// One of a name that is to be made or replaced, where it may be.
    ///
    /// @param before what there is of this name in this group
    /// @param spelled the name as it was written first
    record Place<T>(ResourceGroup group, Optional<T> before, String spelled) {
        int status() {
            return before.isPresent() ? 200 : 201;
        }
    }

    /// @throws dev.keyward.model.VaultException with `BadParameter` for a name that is none, or
    ///   that something in another group has
    Place<T> place(Exchange exchange, UUID provider) {
        String name = Described.name(exchange.path("name"));
        ResourceGroup group = rights.group(exchange, provider);
        Optional<T> before = kept.find(name);
        if (before.isPresent() && found(exchange).isEmpty()) {
            String singular = kept.word().substring(0, kept.word().length() - 1);
            throw Described.taken(singular, name, kept.description(before.get()).resourceGroup());
        }
        return new Place<>(group, before, before.map(kept::name).orElse(name));
    }

    private Optional<T> found(Exchange exchange) {
        return kept.find(exchange.path("name"))
                .filter(one -> kept.description(one).isIn(exchange.path("group")));
    }

    /// The one in the path.
    T existing(Exchange exchange) {
        return found(exchange)
                .orElseThrow(() -> OperatorRights.notFound(exchange, type, exchange.path("name")));
    }
}
