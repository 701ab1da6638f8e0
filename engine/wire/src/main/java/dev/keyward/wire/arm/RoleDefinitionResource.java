package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.List;

/// A role (authorization.md, section 5).
///
/// @param id ARM id
/// @param name a GUID
/// @param type `BuiltInRole` or `CustomRole`
/// @param assignableScopes ARM ids at or below which it can be given
public record RoleDefinitionResource(
        String id,
        String name,
        String roleName,
        String type,
        String description,
        List<String> assignableScopes,
        Permissions permissions)
        implements WireBody {
    private static final String BUILT_IN = "BuiltInRole";

    public RoleDefinitionResource {
        assignableScopes = List.copyOf(assignableScopes);
    }

    /// What the role allows, in words with stars.
    public record Permissions(
            List<String> actions,
            List<String> notActions,
            List<String> dataActions,
            List<String> notDataActions)
            implements WireBody {
        private static final Permissions NONE =
                new Permissions(List.of(), List.of(), List.of(), List.of());

        public Permissions {
            actions = List.copyOf(actions);
            notActions = List.copyOf(notActions);
            dataActions = List.copyOf(dataActions);
            notDataActions = List.copyOf(notDataActions);
        }

        static Permissions read(JsonReader in) {
            List<String> actions = List.of();
            List<String> notActions = List.of();
            List<String> dataActions = List.of();
            List<String> notDataActions = List.of();
            while (in.next()) {
                switch (in.member()) {
                    case "actions" -> actions = in.texts();
                    case "notActions" -> notActions = in.texts();
                    case "dataActions" -> dataActions = in.texts();
                    case "notDataActions" -> notDataActions = in.texts();
                    default -> in.skip();
                }
            }
            return new Permissions(actions, notActions, dataActions, notDataActions);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.texts("actions", actions);
            out.texts("notActions", notActions);
            out.texts("dataActions", dataActions);
            out.texts("notDataActions", notDataActions);
        }
    }

    /// A role that is there in every deployment and can be given everywhere.
    public static RoleDefinitionResource builtIn(
            String id, String name, String roleName, String description, Permissions permissions) {
        return new RoleDefinitionResource(
                id, name, roleName, BUILT_IN, description, List.of("/"), permissions);
    }

    public boolean isCustom() {
        return type.equals("CustomRole");
    }

    public static RoleDefinitionResource read(JsonReader in) {
        String id = null;
        String name = null;
        Inner inner = new Inner();
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "name" -> name = in.text();
                case "properties" -> inner = in.object(Inner::read);
                default -> in.skip();
            }
        }
        return new RoleDefinitionResource(
                Required.member("id", id),
                Required.member("name", name),
                inner.roleName,
                inner.type,
                inner.description,
                inner.assignableScopes,
                inner.permissions.isEmpty() ? Permissions.NONE : inner.permissions.getFirst());
    }

    private static final class Inner {
        private String roleName = "";
        private String type = BUILT_IN;
        private String description = "";
        private List<String> assignableScopes = List.of();
        private List<Permissions> permissions = List.of();

        static Inner read(JsonReader in) {
            Inner inner = new Inner();
            while (in.next()) {
                switch (in.member()) {
                    case "roleName" -> inner.roleName = in.text();
                    case "type" -> inner.type = in.text();
                    case "description" -> inner.description = in.text();
                    case "assignableScopes" -> inner.assignableScopes = in.texts();
                    case "permissions" -> inner.permissions = in.objects(Permissions::read);
                    default -> in.skip();
                }
            }
            return inner;
        }
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.text("name", name);
        out.text("type", "Microsoft.Authorization/roleDefinitions");
        out.object("properties", this::writeProperties);
    }

    private void writeProperties(JsonWriter out) {
        out.text("roleName", roleName);
        out.text("type", type);
        out.text("description", description);
        out.texts("assignableScopes", assignableScopes);
        out.objects("permissions", List.of(permissions));
    }
}
