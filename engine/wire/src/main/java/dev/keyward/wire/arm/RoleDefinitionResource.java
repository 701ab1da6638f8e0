package dev.keyward.wire.arm;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;

/// A built-in role (authorization.md, section 5).
///
/// @param id ARM id
public record RoleDefinitionResource(
        String id,
        String name,
        String roleName,
        String description,
        List<String> actions,
        List<String> notActions,
        List<String> dataActions)
        implements WireBody {
    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.text("name", name);
        out.text("type", "Microsoft.Authorization/roleDefinitions");
        out.object("properties", this::writeProperties);
    }

    private void writeProperties(JsonWriter out) {
        out.text("roleName", roleName);
        out.text("type", "BuiltInRole");
        out.text("description", description);
        out.texts("assignableScopes", List.of("/"));
        out.objects(
                "permissions",
                List.<WireBody>of(permission -> {
                    permission.texts("actions", actions);
                    permission.texts("notActions", notActions);
                    permission.texts("dataActions", dataActions);
                    permission.texts("notDataActions", List.of());
                }));
    }
}
