package dev.keyward.wire.arm;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// A role assignment (authorization.md, section 5).
///
/// @param scope ARM id
/// @param created ISO 8601
/// @param createdBy object id
public record RoleAssignmentResource(
        String scope,
        String name,
        String roleDefinitionId,
        String principalId,
        String principalType,
        @Nullable String description,
        String created,
        String createdBy)
        implements WireBody {
    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", scope + "/providers/Microsoft.Authorization/roleAssignments/" + name);
        out.text("name", name);
        out.text("type", "Microsoft.Authorization/roleAssignments");
        out.object("properties", this::writeProperties);
    }

    private void writeProperties(JsonWriter out) {
        out.text("roleDefinitionId", roleDefinitionId);
        out.text("principalId", principalId);
        out.text("principalType", principalType);
        out.text("scope", scope);
        out.text("description", description);
        out.text("createdOn", created);
        out.text("updatedOn", created);
        out.text("createdBy", createdBy);
        out.text("updatedBy", createdBy);
    }
}
