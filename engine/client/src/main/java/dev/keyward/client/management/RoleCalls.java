package dev.keyward.client.management;

import dev.keyward.client.rest.ArmUris;
import dev.keyward.client.rest.Paged;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.VaultUris;
import dev.keyward.wire.arm.RoleAssignmentParameters;
import dev.keyward.wire.arm.RoleAssignmentResource;
import dev.keyward.wire.arm.RoleDefinitionResource;
import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/// Roles and who has them. Scopes are ARM ids. Every call throws a
/// [VaultCallException][dev.keyward.client.transport.VaultCallException] if it's refused.
public final class RoleCalls {
    private static final String NAMESPACE = "/providers/Microsoft.Authorization/";

    private final Rest rest;
    private final ArmUris uris;

    RoleCalls(Rest rest, ArmUris uris) {
        this.rest = rest;
        this.uris = uris;
    }

    public Paged<RoleDefinitionResource> definitions(String scope) {
        return new Paged<>(rest, at(scope, "roleDefinitions"), RoleDefinitionResource::read);
    }

    /// @param filter in OData's words, empty for all at, above and below the scope
    public Paged<RoleAssignmentResource> assignments(String scope, String filter) {
        String path = encoded(scope) + NAMESPACE + "roleAssignments";
        URI uri =
                filter.isEmpty()
                        ? uris.of(path, ArmUris.ROLES)
                        : uris.filtered(path, filter, ArmUris.ROLES);
        return new Paged<>(rest, uri, RoleAssignmentResource::read);
    }

    /// @param name of the assignment, not used before
    public RoleAssignmentResource assign(String scope, UUID name, RoleAssignmentParameters wanted) {
        return rest.send(
                "PUT", at(scope, "roleAssignments/" + name), wanted, RoleAssignmentResource::read);
    }

    public void remove(RoleAssignmentResource assignment) {
        rest.send("DELETE", uris.of(encoded(assignment.id()), ArmUris.ROLES));
    }

    private URI at(String scope, String what) {
        return uris.of(encoded(scope) + NAMESPACE + what, ArmUris.ROLES);
    }

    private static String encoded(String id) {
        return Arrays.stream(id.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> "/" + VaultUris.encode(segment))
                .collect(Collectors.joining());
    }
}
