package dev.keyward.wire.arm;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.Map;

/// A vault as the management plane answers it.
///
/// @param vaultUri with a slash at the end, as the service has it
public record VaultResource(
        Resource resource, String vaultUri, VaultProperties properties, SystemData systemData)
        implements WireBody {
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
