package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Roles and who has them. Scopes are ARM ids. Every call throws a [VaultCallException] if it's
/// refused.
public final class RoleCalls {
    private static final String NAMESPACE = "/providers/Microsoft.Authorization/";

    private final Rest rest;
    private final ArmUris uris;

    RoleCalls(Rest rest, ArmUris uris) {
        this.rest = rest;
        this.uris = uris;
    }

    public Paged<Definition> definitions(String scope) {
        return new Paged<>(rest, at(scope, "roleDefinitions"), Definition::read);
    }

    /// @param filter in OData's words, empty for all at, above and below the scope
    public Paged<Assignment> assignments(String scope, String filter) {
        String path = encoded(scope) + NAMESPACE + "roleAssignments";
        URI uri =
                filter.isEmpty()
                        ? uris.of(path, ArmUris.ROLES)
                        : uris.filtered(path, filter, ArmUris.ROLES);
        return new Paged<>(rest, uri, Assignment::read);
    }

    /// @param name of the assignment, not used before
    public Assignment assign(String scope, UUID name, Wanted wanted) {
        ObjectNode body = Rest.object();
        ObjectNode properties = body.putObject("properties");
        properties.put("roleDefinitionId", wanted.roleDefinitionId);
        properties.put("principalId", wanted.principalId);
        put(properties, "principalType", wanted.principalType);
        put(properties, "description", wanted.description);
        put(properties, "condition", wanted.condition);
        put(properties, "conditionVersion", wanted.condition == null ? null : "2.0");
        return Assignment.read(rest.send("PUT", at(scope, "roleAssignments/" + name), body));
    }

    public void remove(Assignment assignment) {
        rest.send("DELETE", uris.of(encoded(assignment.id), ArmUris.ROLES), null);
    }

    private static void put(ObjectNode node, String member, @Nullable String value) {
        if (value != null) {
            node.put(member, value);
        }
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

    /// What an assignment gives to whom.
    ///
    /// @param principalType null for whatever the directory says
    public record Wanted(
            String roleDefinitionId,
            String principalId,
            @Nullable String principalType,
            @Nullable String description,
            @Nullable String condition) {}

    /// @param id ARM id
    /// @param name a GUID
    public record Assignment(
            String id,
            String name,
            String scope,
            String roleDefinitionId,
            String principalId,
            String principalType,
            @Nullable String description) {
        /// The GUID of the role.
        public String role() {
            return roleDefinitionId.substring(roleDefinitionId.lastIndexOf('/') + 1);
        }

        static Assignment read(JsonNode node) {
            JsonNode properties = node.path("properties");
            return new Assignment(
                    node.path("id").asText(),
                    node.path("name").asText(),
                    properties.path("scope").asText(),
                    properties.path("roleDefinitionId").asText(),
                    properties.path("principalId").asText(),
                    properties.path("principalType").asText(),
                    ObjectProperties.text(properties, "description"));
        }
    }

    /// @param name a GUID
    public record Definition(
            String id,
            String name,
            String roleName,
            String description,
            boolean custom,
            List<String> actions,
            List<String> notActions,
            List<String> dataActions,
            List<String> notDataActions,
            List<String> assignableScopes) {
        static Definition read(JsonNode node) {
            JsonNode properties = node.path("properties");
            JsonNode permissions = properties.path("permissions").path(0);
            return new Definition(
                    node.path("id").asText(),
                    node.path("name").asText(),
                    properties.path("roleName").asText(),
                    properties.path("description").asText(),
                    properties.path("type").asText().equals("CustomRole"),
                    texts(permissions, "actions"),
                    texts(permissions, "notActions"),
                    texts(permissions, "dataActions"),
                    texts(permissions, "notDataActions"),
                    texts(properties, "assignableScopes"));
        }

        private static List<String> texts(JsonNode node, String member) {
            List<String> texts = new ArrayList<>();
            node.path(member).forEach(text -> texts.add(text.asText()));
            return List.copyOf(texts);
        }
    }
}
