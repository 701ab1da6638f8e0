package dev.keyward.wire.arm;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A resource group as it is answered (management-plane.md, section 10).
public record ResourceGroupResource(
        String id,
        String name,
        String location,
        Map<String, String> tags,
        @Nullable String managedBy)
        implements WireBody {
    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.text("name", name);
        out.text("type", "Microsoft.Resources/resourceGroups");
        out.text("location", location);
        out.textMap("tags", tags);
        out.text("managedBy", managedBy);
        out.object("properties", inner -> inner.text("provisioningState", "Succeeded"));
    }
}
