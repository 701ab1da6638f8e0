package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
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
    private static final String TYPE = "Microsoft.Authorization/roleAssignments";

    public static RoleAssignmentResource read(JsonReader in) {
        String name = null;
        Inner inner = new Inner();
        while (in.next()) {
            switch (in.member()) {
                case "name" -> name = in.text();
                case "properties" -> inner = in.object(Inner::read);
                default -> in.skip();
            }
        }
        return new RoleAssignmentResource(
                Required.member("properties.scope", inner.scope),
                Required.member("name", name),
                Required.member("properties.roleDefinitionId", inner.role),
                Required.member("properties.principalId", inner.principal),
                inner.principalType,
                inner.description,
                inner.created,
                inner.createdBy);
    }

    private static final class Inner {
        private @Nullable String scope;
        private @Nullable String role;
        private @Nullable String principal;
        private String principalType = "";
        private @Nullable String description;
        private String created = "";
        private String createdBy = "";

        static Inner read(JsonReader in) {
            Inner inner = new Inner();
            while (in.next()) {
                switch (in.member()) {
                    case "scope" -> inner.scope = in.text();
                    case "roleDefinitionId" -> inner.role = in.text();
                    case "principalId" -> inner.principal = in.text();
                    case "principalType" -> inner.principalType = in.text();
                    case "description" -> inner.description = in.text();
                    case "createdOn" -> inner.created = in.text();
                    case "createdBy" -> inner.createdBy = in.text();
                    default -> in.skip();
                }
            }
            return inner;
        }
    }

    /// ARM id.
    public String id() {
        return scope + "/providers/" + TYPE + "/" + name;
    }

    /// The GUID of the role.
    public String role() {
        return roleDefinitionId.substring(roleDefinitionId.lastIndexOf('/') + 1);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id());
        out.text("name", name);
        out.text("type", TYPE);
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
