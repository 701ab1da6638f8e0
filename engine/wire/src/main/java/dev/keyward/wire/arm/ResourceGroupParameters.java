package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body of PUT and PATCH of a resource group.
public record ResourceGroupParameters(
        @Nullable String location, @Nullable Map<String, String> tags, @Nullable String managedBy)
        implements WireBody {
    public static ResourceGroupParameters parse(byte[] json) {
        return JsonReader.parse(json, ResourceGroupParameters::read);
    }

    private static ResourceGroupParameters read(JsonReader in) {
        String location = null;
        Map<String, String> tags = null;
        String managedBy = null;
        while (in.next()) {
            switch (in.member()) {
                case "location" -> location = in.text();
                case "tags" -> tags = in.textMap();
                case "managedBy" -> managedBy = in.text();
                default -> in.skip();
            }
        }
        return new ResourceGroupParameters(location, tags, managedBy);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("location", location);
        out.textMap("tags", tags);
        out.text("managedBy", managedBy);
    }
}
