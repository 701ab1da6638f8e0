package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.wire.arm.RoleAssignmentResource;
import dev.keyward.wire.arm.RoleDefinitionResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Roles and role assignments as objects.
public final class RoleShapes {
    private RoleShapes() {}

    /// @param role name of the role, null if it isn't known
    /// @param principal null if the directory doesn't know it, or doesn't answer
    public static PsObject assignment(
            RoleAssignmentResource assignment,
            @Nullable String role,
            @Nullable DirectoryEntry principal) {
        return new PsObject(Types.ROLE_ASSIGNMENT)
                .set("RoleAssignmentName", assignment.name())
                .set("RoleAssignmentId", assignment.id())
                .set("Scope", assignment.scope())
                .set("DisplayName", principal == null ? null : principal.displayName())
                .set("SignInName", principal == null ? null : principal.userPrincipalName())
                .set("RoleDefinitionName", role)
                .set("RoleDefinitionId", assignment.role())
                .set("ObjectId", assignment.principalId())
                .set("ObjectType", assignment.principalType())
                .set("CanDelegate", false)
                .set("Description", assignment.description())
                .set("ConditionVersion", null)
                .set("Condition", null);
    }

    public static PsObject definition(RoleDefinitionResource definition) {
        return new PsObject(Types.ROLE_DEFINITION)
                .set("Name", definition.roleName())
                .set("Id", definition.name())
                .set("IsCustom", definition.isCustom())
                .set("Description", definition.description())
                .set("Actions", texts(definition.permissions().actions()))
                .set("NotActions", texts(definition.permissions().notActions()))
                .set("DataActions", texts(definition.permissions().dataActions()))
                .set("NotDataActions", texts(definition.permissions().notDataActions()))
                .set("AssignableScopes", texts(definition.assignableScopes()));
    }

    private static String[] texts(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
