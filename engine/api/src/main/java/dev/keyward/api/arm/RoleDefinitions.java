package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.roles.BuiltInRoles;
import dev.keyward.directory.roles.RoleDefinition;
import dev.keyward.model.Guids;
import dev.keyward.model.Printable;
import dev.keyward.wire.arm.RoleDefinitionResource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// The roles there are, at every scope and beside them the same ones (authorization.md, section 5).
/// There are no custom roles.
final class RoleDefinitions {
    static final String PATH = "/providers/Microsoft.Authorization/roleDefinitions";
    private static final String READ = "Microsoft.Authorization/roleDefinitions/read";
    private static final String AT_SCOPE = "atscopeandbelow()";

    private final Rights rights;
    private final RoleScopes scopes;

    RoleDefinitions(Rights rights, RoleScopes scopes) {
        this.rights = rights;
        this.scopes = scopes;
    }

    List<Route> routes() {
        Operation list = Management.read(READ, this::list);
        Operation get = Management.read(READ, this::get);
        return Stream.concat(Stream.of(PATH), scopes.paths(PATH))
                .flatMap(path -> Stream.of(Route.get(path, list), Route.get(path + "/{role}", get)))
                .toList();
    }

    private ApiResponse list(Exchange exchange) {
        check(exchange);
        // Custom roles alone have a scope; these are at each.
        Optional<String> text =
                exchange.query()
                        .get("$filter")
                        .filter(filter ->
                                !filter.strip().toLowerCase(Locale.ROOT).equals(AT_SCOPE));
        Filter filter = Filter.parse(text, Set.of("rolename", "type"));
        List<RoleDefinition> roles =
                BuiltInRoles.all().stream()
                        .filter(role -> filter.accepts("rolename", role.name()))
                        .filter(_ -> filter.accepts("type", "BuiltInRole"))
                        .toList();
        return Pages.of(exchange, roles, RoleDefinition::name, role -> resource(exchange, role));
    }

    private ApiResponse get(Exchange exchange) {
        check(exchange);
        String id = exchange.path("role");
        RoleDefinition role =
                (Guids.isGuid(id) ? BuiltInRoles.find(UUID.fromString(id)) : none())
                        .orElseThrow(() ->
                                Management.refused(
                                        404,
                                        "RoleDefinitionDoesNotExist",
                                        "The specified role definition with ID '"
                                                + Printable.name(id)
                                                + "' does not exist."));
        return ApiResponse.json(200, resource(exchange, role).toJson());
    }

    private static Optional<RoleDefinition> none() {
        return Optional.empty();
    }

    /// Outside subscriptions they are anybody's to read.
    private void check(Exchange exchange) {
        if (exchange.optionalPath("subscription").isPresent()) {
            rights.at(exchange, READ, RoleScopes.named(exchange));
        }
    }

    private static RoleDefinitionResource resource(Exchange exchange, RoleDefinition role) {
        String at =
                exchange.optionalPath("subscription")
                        .map(subscription -> "/subscriptions/" + Printable.name(subscription))
                        .orElse("");
        return RoleDefinitionResource.builtIn(
                at + PATH + "/" + role.id(),
                role.id().toString(),
                role.name(),
                role.description(),
                new RoleDefinitionResource.Permissions(
                        role.actions(), role.notActions(), role.dataActions(), List.of()));
    }
}
