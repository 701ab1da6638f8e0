package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A vault as the management plane answers it.
///
/// @param vaultUri with a slash at the end, as the service has it
/// @param systemData absent where the service keeps none
public record VaultResource(
        Resource resource,
        String vaultUri,
        VaultProperties properties,
        @Nullable SystemData systemData)
        implements WireBody {
    public static VaultResource read(JsonReader in) {
        Resource.Parts resource = new Resource.Parts();
        Inner inner = new Inner("", VaultProperties.NOTHING);
        SystemData systemData = null;
        while (in.next()) {
            switch (in.member()) {
                case "properties" -> inner = in.object(VaultResource::readInner);
                case "systemData" -> systemData = in.object(SystemData::read);
                default -> resource.take(in);
            }
        }
        return new VaultResource(resource.resource(), inner.vaultUri, inner.properties, systemData);
    }

    /// ARM id.
    public String id() {
        return resource.id();
    }

    public String name() {
        return resource.name();
    }

    public String location() {
        return resource.location();
    }

    public Map<String, String> tags() {
        return resource.tags();
    }

    private record Inner(String vaultUri, VaultProperties properties) {}

    private static Inner readInner(JsonReader in) {
        String vaultUri = "";
        VaultProperties.Members members = new VaultProperties.Members();
        while (in.next()) {
            if (in.member().equals("vaultUri")) {
                vaultUri = in.text();
            } else {
                members.take(in);
            }
        }
        return new Inner(vaultUri, members.build());
    }

    @Override
    public void writeMembers(JsonWriter out) {
        resource.writeMembers(out);
        out.object("systemData", systemData);
        out.object(
                "properties",
                inner -> {
                    properties.writeMembers(inner);
                    inner.text("vaultUri", vaultUri);
                    inner.text("provisioningState", "Succeeded");
                });
    }

    /// A resource without its properties, as generic lists have it (management-plane.md, section
    /// 11).
    public record Resource(
            String id, String name, String type, String location, Map<String, String> tags)
            implements WireBody {
        public static Resource read(JsonReader in) {
            Parts parts = new Parts();
            while (in.next()) {
                parts.take(in);
            }
            return parts.resource();
        }

        /// Collects the members as they come.
        static final class Parts {
            private @Nullable String id;
            private @Nullable String name;
            private String type = "";
            private String location = "";
            private Map<String, String> tags = Map.of();

            void take(JsonReader in) {
                switch (in.member()) {
                    case "id" -> id = in.text();
                    case "name" -> name = in.text();
                    case "type" -> type = in.text();
                    case "location" -> location = in.text();
                    case "tags" -> tags = in.textMap();
                    default -> in.skip();
                }
            }

            Resource resource() {
                return new Resource(
                        Required.member("id", id),
                        Required.member("name", name),
                        type,
                        location,
                        tags);
            }
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("id", id);
            out.text("name", name);
            out.text("type", type);
            out.text("location", location);
            out.textMap("tags", tags);
        }
    }

    /// Who made it and changed it, and when, in RFC 3339.
    public record SystemData(String createdBy, String createdAt, String changedBy, String changedAt)
            implements WireBody {
        static SystemData read(JsonReader in) {
            String createdBy = "";
            String createdAt = "";
            String changedBy = "";
            String changedAt = "";
            while (in.next()) {
                switch (in.member()) {
                    case "createdBy" -> createdBy = in.text();
                    case "createdAt" -> createdAt = in.text();
                    case "lastModifiedBy" -> changedBy = in.text();
                    case "lastModifiedAt" -> changedAt = in.text();
                    default -> in.skip();
                }
            }
            return new SystemData(createdBy, createdAt, changedBy, changedAt);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("createdBy", createdBy);
            out.text("createdByType", type(createdBy));
            out.text("createdAt", createdAt);
            out.text("lastModifiedBy", changedBy);
            out.text("lastModifiedByType", type(changedBy));
            out.text("lastModifiedAt", changedAt);
        }

        /// Users stand here by name, applications by id.
        private static String type(String who) {
            return who.indexOf('@') > 0 ? "User" : "Application";
        }
    }
}
