package dev.keyward.api.graph;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Handler;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.principals.Application;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.model.Guids;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import dev.keyward.wire.graph.DirectoryObject;
import dev.keyward.wire.graph.SimpleParameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// Who there is: lists, look-ups, the caller itself.
final class GraphReads {
    private final Graph graph;
    private final Principals principals;

    GraphReads(Graph graph) {
        this.graph = graph;
        this.principals = graph.directory().principals();
    }

    List<Route> routes() {
        String byIds =
                switch (graph.dialect()) {
                    case AAD -> "getObjectsByObjectIds";
                    case MICROSOFT -> "directoryObjects/getByIds";
                };
        List<Route> routes =
                new ArrayList<>(
                        List.of(
                                get("me", "DirectoryMeGet", this::me),
                                get("users", "DirectoryUserList", this::users),
                                get("groups", "DirectoryGroupList", this::groups),
                                get(
                                        "servicePrincipals",
                                        "DirectoryServicePrincipalList",
                                        this::servicePrincipals),
                                get("applications", "DirectoryApplicationList", this::applications),
                                get("users/{id}", "DirectoryUserGet", this::user),
                                get("groups/{id}", "DirectoryGroupGet", this::group),
                                get(
                                        "groups/{id}/members",
                                        "DirectoryGroupMemberList",
                                        this::groupMembers),
                                get(
                                        "servicePrincipals/{id}",
                                        "DirectoryServicePrincipalGet",
                                        this::servicePrincipal),
                                get(
                                        "applications/{id}",
                                        "DirectoryApplicationGet",
                                        this::application),
                                Route.post(
                                        graph.path(byIds),
                                        graph.read("DirectoryObjectList", this::byIds))));
        return routes;
    }

    private Route get(String path, String name, Handler handler) {
        return Route.get(graph.path(path), graph.read(name, handler));
    }

    /// Nobody, for an application.
    private ApiResponse me(Exchange exchange) {
        Caller caller = exchange.caller();
        return principals
                .find(caller.tenant(), caller.objectId())
                .filter(Principal.User.class::isInstance)
                .map(user -> graph.one(200, graph.answer(user)))
                .orElseThrow(Graph::notFound);
    }

    private ApiResponse users(Exchange exchange) {
        TenantId tenant = Graph.tenantId(exchange);
        GraphFilter filter = GraphFilter.of(exchange);
        return list(
                exchange,
                filter,
                filter.equalTo("userprincipalname")
                        .map(name -> principals.user(tenant, name).stream().toList())
                        .or(() -> byId(tenant, filter, Principal.User.class))
                        .orElseGet(() -> principals.users(tenant)));
    }

    private ApiResponse groups(Exchange exchange) {
        TenantId tenant = Graph.tenantId(exchange);
        GraphFilter filter = GraphFilter.of(exchange);
        return list(
                exchange,
                filter,
                byId(tenant, filter, Principal.Group.class)
                        .orElseGet(() -> principals.groups(tenant)));
    }

    private ApiResponse servicePrincipals(Exchange exchange) {
        TenantId tenant = Graph.tenantId(exchange);
        GraphFilter filter = GraphFilter.of(exchange);
        return list(
                exchange,
                filter,
                filter.equalTo("appid", "serviceprincipalnames")
                        .map(name -> principals.servicePrincipalsNamed(tenant, name))
                        .or(() -> byId(tenant, filter, Principal.ServicePrincipal.class))
                        .orElseGet(() -> principals.servicePrincipals(tenant)));
    }

    /// The one that a filter for an object id means; empty for another filter.
    private <P extends Principal> Optional<List<P>> byId(
            TenantId tenant, GraphFilter filter, Class<P> kind) {
        return filter.equalTo("objectid", "id")
                .map(id ->
                        isPrincipalId(id)
                                ? principals.find(tenant, new PrincipalId(id)).stream()
                                        .filter(kind::isInstance)
                                        .map(kind::cast)
                                        .toList()
                                : List.of());
    }

    private static boolean isPrincipalId(String id) {
        return !id.isEmpty() && id.length() <= 256;
    }

    private ApiResponse list(
            Exchange exchange, GraphFilter filter, List<? extends Principal> some) {
        return graph.list(
                exchange,
                some.stream()
                        .filter(principal -> filter.accepts(properties(principal)))
                        .sorted(
                                Comparator.comparing(Principal::displayName)
                                        .thenComparing(principal -> principal.id().value()))
                        .map(graph::answer)
                        .toList());
    }

    private Map<String, List<String>> properties(Principal principal) {
        List<String> id = List.of(principal.id().value());
        List<String> displayName = List.of(principal.displayName());
        return switch (principal) {
            case Principal.User user ->
                    Map.of(
                            "objectid", id,
                            "id", id,
                            "displayname", displayName,
                            "userprincipalname", List.of(user.principalName()),
                            "mail", user.mail() == null ? List.of() : List.of(user.mail()));
            case Principal.Group _ -> Map.of("objectid", id, "id", id, "displayname", displayName);
            case Principal.ServicePrincipal application -> {
                List<String> names = new ArrayList<>(List.of(application.appId().toString()));
                principals
                        .application(application.tenant(), application.appId())
                        .ifPresent(known -> names.addAll(known.profile().identifierUris()));
                yield Map.of(
                        "objectid", id,
                        "id", id,
                        "displayname", displayName,
                        "appid", List.of(application.appId().toString()),
                        "serviceprincipalnames", names);
            }
        };
    }

    private ApiResponse applications(Exchange exchange) {
        TenantId tenant = Graph.tenantId(exchange);
        GraphFilter filter = GraphFilter.of(exchange);
        List<Application> some =
                filter.equalTo("appid")
                        .map(id -> byGuid(id, appId -> principals.application(tenant, appId)))
                        .or(() ->
                                filter.equalTo("objectid", "id")
                                        .map(id ->
                                                byGuid(
                                                        id,
                                                        object ->
                                                                principals.applicationByObjectId(
                                                                        tenant, object))))
                        .or(() ->
                                filter.equalTo("identifieruris")
                                        .map(uri -> principals.applicationsByUri(tenant, uri)))
                        .orElseGet(() -> principals.applications(tenant));
        return graph.list(
                exchange,
                some.stream()
                        .filter(application -> filter.accepts(properties(application)))
                        .sorted(
                                Comparator.comparing(Application::displayName)
                                        .thenComparing(Application::appId))
                        .map(graph::answer)
                        .toList());
    }

    private static List<Application> byGuid(
            String id, Function<UUID, Optional<Application>> lookUp) {
        return Guids.isGuid(id) ? lookUp.apply(UUID.fromString(id)).stream().toList() : List.of();
    }

    private static Map<String, List<String>> properties(Application application) {
        List<String> id = List.of(application.objectId().toString());
        return Map.of(
                "objectid", id,
                "id", id,
                "displayname", List.of(application.displayName()),
                "appid", List.of(application.appId().toString()),
                "identifieruris", application.profile().identifierUris());
    }

    private ApiResponse user(Exchange exchange) {
        return graph.one(200, graph.answer(graph.principal(exchange, Principal.User.class)));
    }

    private ApiResponse group(Exchange exchange) {
        return graph.one(200, graph.answer(graph.principal(exchange, Principal.Group.class)));
    }

    private ApiResponse groupMembers(Exchange exchange) {
        Principal.Group group = graph.principal(exchange, Principal.Group.class);
        return graph.list(
                exchange,
                group.members().stream()
                        .flatMap(member ->
                                principals.find(Graph.tenantId(exchange), member).stream())
                        .sorted(Comparator.comparing(member -> member.id().value()))
                        .map(graph::answer)
                        .toList());
    }

    private ApiResponse servicePrincipal(Exchange exchange) {
        return graph.one(
                200, graph.answer(graph.principal(exchange, Principal.ServicePrincipal.class)));
    }

    private ApiResponse application(Exchange exchange) {
        return graph.one(200, graph.answer(graph.application(exchange)));
    }

    /// Of any kind; ids that mean nobody are left out.
    private ApiResponse byIds(Exchange exchange) {
        List<DirectoryObject> found =
                SimpleParameters.parse(exchange.body()).ids().stream()
                        .filter(GraphReads::isPrincipalId)
                        .flatMap(id -> byId(exchange, id))
                        .toList();
        return graph.list(exchange, found);
    }

    private Stream<DirectoryObject> byId(Exchange exchange, String id) {
        TenantId tenant = Graph.tenantId(exchange);
        return Stream.concat(
                principals.find(tenant, new PrincipalId(id)).stream().map(graph::answer),
                byGuid(id, object -> principals.applicationByObjectId(tenant, object)).stream()
                        .map(graph::answer));
    }
}
