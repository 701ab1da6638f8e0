package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A resource group as it is answered (management-plane.md, section 10).
public record ResourceGroupResource(
        String id,
        String name,
        String location,
        Map<String, String> tags,
        @Nullable String managedBy,
        String provisioningState)
        implements WireBody {
    public static ResourceGroupResource read(JsonReader in) {
        String id = null;
        String name = null;
        String location = "";
        Map<String, String> tags = Map.of();
        String managedBy = null;
        String state = "";
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "name" -> name = in.text();
                case "location" -> location = in.text();
                case "tags" -> tags = in.textMap();
                case "managedBy" -> managedBy = in.text();
                case "properties" -> state = in.object(ResourceGroupResource::readState);
                default -> in.skip();
            }
        }
        return new ResourceGroupResource(
                Required.member("id", id),
                Required.member("name", name),
                location,
                tags,
                managedBy,
                state);
    }

    private static String readState(JsonReader in) {
        String state = "";
        while (in.next()) {
            if (in.member().equals("provisioningState")) {
                state = in.text();
            } else {
                in.skip();
            }
        }
        return state;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.text("name", name);
        out.text("type", "Microsoft.Resources/resourceGroups");
        out.text("location", location);
        out.textMap("tags", tags);
        out.text("managedBy", managedBy);
        out.object("properties", inner -> inner.text("provisioningState", provisioningState));
    }
}
