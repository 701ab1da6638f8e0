package dev.keyward.api.graph;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.principals.Profile;
import dev.keyward.directory.sessions.BrowserSessions;
import dev.keyward.model.PrincipalId;
import dev.keyward.wire.graph.Dialect;
import dev.keyward.wire.graph.SimpleParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes and changes users and groups, and lets principals in or keeps them out.
final class GraphPeople {
    private final Graph graph;
    private final Principals principals;
    private final BrowserSessions browsers;

    GraphPeople(Graph graph) {
        this.graph = graph;
        this.principals = graph.directory().principals();
        this.browsers = graph.directory().browsers();
    }

    List<Route> routes() {
        List<Route> routes =
                new ArrayList<>(
                        List.of(
                                Route.post(
                                        graph.path("users"),
                                        graph.change("DirectoryUserCreate", this::createUser)),
                                Route.patch(
                                        graph.path("users/{id}"),
                                        graph.change("DirectoryUserUpdate", this::updateUser)),
                                Route.delete(
                                        graph.path("users/{id}"),
                                        graph.change("DirectoryUserDelete", this::deleteUser)),
                                Route.post(
                                        graph.path("groups"),
                                        graph.change("DirectoryGroupCreate", this::createGroup)),
                                Route.patch(
                                        graph.path("groups/{id}"),
                                        graph.change("DirectoryGroupUpdate", this::updateGroup)),
                                Route.delete(
                                        graph.path("groups/{id}"),
                                        graph.change("DirectoryGroupDelete", this::deleteGroup)),
                                Route.patch(
                                        graph.path("servicePrincipals/{id}"),
                                        graph.change(
                                                "DirectoryServicePrincipalUpdate",
                                                this::updateServicePrincipal))));
        switch (graph.dialect()) {
            case AAD -> {
                routes.add(
                        Route.post(
                                graph.path("groups/{id}/$links/members"),
                                graph.change("DirectoryGroupMemberAdd", this::addMember)));
                routes.add(
                        Route.delete(
                                graph.path("groups/{id}/$links/members/{member}"),
                                graph.change("DirectoryGroupMemberRemove", this::removeMember)));
                routes.add(
                        Route.post(
                                graph.path("users/{id}/invalidateAllRefreshTokens"),
                                graph.change("DirectoryUserRevoke", this::revokeUser)));
            }
            case MICROSOFT -> {
                routes.add(
                        Route.post(
                                graph.path("groups/{id}/members/$ref"),
                                graph.change("DirectoryGroupMemberAdd", this::addMember)));
                routes.add(
                        Route.delete(
                                graph.path("groups/{id}/members/{member}/$ref"),
                                graph.change("DirectoryGroupMemberRemove", this::removeMember)));
                routes.add(
                        Route.post(
                                graph.path("users/{id}/revokeSignInSessions"),
                                graph.change("DirectoryUserRevoke", this::revokeUser)));
            }
        }
        return routes;
    }

    private ApiResponse createUser(Exchange exchange) {
        try (SimpleParameters given = SimpleParameters.parse(exchange.body())) {
            Principal.User user =
                    exchange.await(
                            principals.createUser(
                                    Graph.tenantId(exchange),
                                    new Profile(
                                            given.required("userPrincipalName"),
                                            given.required("displayName"),
                                            given.or("mail", null)),
                                    !Boolean.FALSE.equals(given.enabled()),
                                    given.password(),
                                    exchange.evidence(201)));
            return graph.one(201, graph.answer(user));
        }
    }

    /// Names, mail, a password, and whether the account is enabled: what isn't given stays.
    private ApiResponse updateUser(Exchange exchange) {
        Principal.User user = graph.principal(exchange, Principal.User.class);
        try (SimpleParameters given = SimpleParameters.parse(exchange.body())) {
            if (!given.texts().isEmpty()) {
                exchange.await(
                        principals.rename(
                                user, was -> renamed(was, given), exchange.evidence(204)));
            }
            if (given.password() != null) {
                exchange.await(
                        principals.setPassword(user, given.password(), exchange.evidence(204)));
                // Whoever knew the old one may be signed in by it.
                browsers.endOf(user.id());
            }
            setEnabled(exchange, user, given);
            return ApiResponse.empty(204);
        }
    }

    private static Profile renamed(Profile was, SimpleParameters given) {
        Map<String, String> texts = given.texts();
        return new Profile(
                texts.getOrDefault("userPrincipalName", was.principalName()),
                texts.getOrDefault("displayName", was.displayName()),
                given.or("mail", was.mail()));
    }

    private ApiResponse updateGroup(Exchange exchange) {
        Principal.Group group = graph.principal(exchange, Principal.Group.class);
        String name = SimpleParameters.parse(exchange.body()).required("displayName");
        exchange.await(principals.rename(group, name, exchange.evidence(204)));
        return ApiResponse.empty(204);
    }

    private ApiResponse updateServicePrincipal(Exchange exchange) {
        Principal.ServicePrincipal principal =
                graph.principal(exchange, Principal.ServicePrincipal.class);
        setEnabled(exchange, principal, SimpleParameters.parse(exchange.body()));
        return ApiResponse.empty(204);
    }

    private void setEnabled(Exchange exchange, Principal principal, SimpleParameters given) {
        if (given.enabled() != null) {
            exchange.await(
                    principals.setEnabled(principal, given.enabled(), exchange.evidence(204)));
            if (!given.enabled()) {
                // So that it isn't signed in again the moment it is let in again.
                browsers.endOf(principal.id());
            }
        }
    }

    private ApiResponse revokeUser(Exchange exchange) {
        Principal.User user = graph.principal(exchange, Principal.User.class);
        exchange.await(principals.revokeTokens(user, exchange.evidence(204)));
        browsers.endOf(user.id());
        return ApiResponse.empty(204);
    }

    private ApiResponse deleteUser(Exchange exchange) {
        return delete(exchange, graph.principal(exchange, Principal.User.class));
    }

    private ApiResponse deleteGroup(Exchange exchange) {
        return delete(exchange, graph.principal(exchange, Principal.Group.class));
    }

    private ApiResponse delete(Exchange exchange, Principal principal) {
        if (principal.id().equals(exchange.caller().objectId())) {
            throw Graph.refused(400, "Request_BadRequest", "An administrator can't delete itself.");
        }
        exchange.await(principals.delete(principal, exchange.evidence(204)));
        browsers.endOf(principal.id());
        return ApiResponse.empty(204);
    }

    private ApiResponse createGroup(Exchange exchange) {
        SimpleParameters given = SimpleParameters.parse(exchange.body());
        Principal.Group group =
                exchange.await(
                        principals.createGroup(
                                Graph.tenantId(exchange),
                                given.required("displayName"),
                                given.or("mailNickname", null),
                                Set.of(),
                                exchange.evidence(201)));
        return graph.one(201, graph.answer(group));
    }

    /// The body names the member by a URL that ends with its id.
    private ApiResponse addMember(Exchange exchange) {
        Principal.Group group = graph.principal(exchange, Principal.Group.class);
        SimpleParameters given = SimpleParameters.parse(exchange.body());
        String url = given.required(graph.dialect() == Dialect.AAD ? "url" : "@odata.id");
        String id = url.substring(url.lastIndexOf('/') + 1);
        if (id.isEmpty() || id.length() > 256) {
            throw Graph.notFound();
        }
        Principal member =
                principals
                        .find(Graph.tenantId(exchange), new PrincipalId(id))
                        .orElseThrow(Graph::notFound);
        exchange.audit().extra(AuditFields.Extra.USER, member.id().value());
        exchange.await(principals.addMember(group, member.id(), exchange.evidence(204)));
        return ApiResponse.empty(204);
    }

    private ApiResponse removeMember(Exchange exchange) {
        Principal.Group group = graph.principal(exchange, Principal.Group.class);
        String id = exchange.path("member");
        exchange.audit().extra(AuditFields.Extra.USER, id);
        if (id.length() > 256 || !group.members().contains(new PrincipalId(id))) {
            throw Graph.notFound();
        }
        exchange.await(principals.removeMember(group, new PrincipalId(id), exchange.evidence(204)));
        return ApiResponse.empty(204);
    }
}
