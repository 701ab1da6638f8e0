package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// The body of PUT of a role assignment (authorization.md, section 5).
///
/// @param roleDefinitionId full id of the role, below a subscription or not
public record RoleAssignmentParameters(
        @Nullable String roleDefinitionId,
        @Nullable String principalId,
        @Nullable String principalType,
        @Nullable String description,
        @Nullable String condition)
        implements WireBody {
    private static final RoleAssignmentParameters NOTHING =
            new RoleAssignmentParameters(null, null, null, null, null);

    public static RoleAssignmentParameters parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    RoleAssignmentParameters found = NOTHING;
                    while (in.next()) {
                        if (in.member().equals("properties")) {
                            found = in.object(RoleAssignmentParameters::properties);
                        } else {
                            in.skip();
                        }
                    }
                    return found;
                });
    }

    private static RoleAssignmentParameters properties(JsonReader in) {
        String role = null;
        String principal = null;
        String type = null;
        String description = null;
        String condition = null;
        while (in.next()) {
            switch (in.member()) {
                case "roleDefinitionId" -> role = in.text();
                case "principalId" -> principal = in.text();
                case "principalType" -> type = in.text();
                case "description" -> description = in.text();
                case "condition" -> condition = in.text();
                default -> in.skip();
            }
        }
        return new RoleAssignmentParameters(role, principal, type, description, condition);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.object("properties", this::writeProperties);
    }

    private void writeProperties(JsonWriter out) {
        out.text("roleDefinitionId", roleDefinitionId);
        out.text("principalId", principalId);
        out.text("principalType", principalType);
        out.text("description", description);
        out.text("condition", condition);
        out.text("conditionVersion", condition == null ? null : "2.0");
    }
}
