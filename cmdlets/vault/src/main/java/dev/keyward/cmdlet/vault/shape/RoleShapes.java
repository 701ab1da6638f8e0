package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.DirectoryEntry;
import dev.keyward.client.RoleCalls.Assignment;
import dev.keyward.client.RoleCalls.Definition;
import dev.keyward.cmdlet.PsObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Roles and role assignments as objects.
public final class RoleShapes {
    private RoleShapes() {}

    /// @param role name of the role, null if it isn't known
    /// @param principal null if the directory doesn't know it, or doesn't answer
    public static PsObject assignment(
            Assignment assignment, @Nullable String role, @Nullable DirectoryEntry principal) {
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

    public static PsObject definition(Definition definition) {
        return new PsObject(Types.ROLE_DEFINITION)
                .set("Name", definition.roleName())
                .set("Id", definition.name())
                .set("IsCustom", definition.custom())
                .set("Description", definition.description())
                .set("Actions", texts(definition.actions()))
                .set("NotActions", texts(definition.notActions()))
                .set("DataActions", texts(definition.dataActions()))
                .set("NotDataActions", texts(definition.notDataActions()))
                .set("AssignableScopes", texts(definition.assignableScopes()));
    }

    private static String[] texts(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
