package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body of PUT and PATCH of a vault.
public record VaultParameters(
        @Nullable String location, @Nullable Map<String, String> tags, VaultProperties properties)
        implements WireBody {
    public static VaultParameters parse(byte[] json) {
        return JsonReader.parse(json, VaultParameters::read);
    }

    private static VaultParameters read(JsonReader in) {
        String location = null;
        Map<String, String> tags = null;
        VaultProperties properties = VaultProperties.NOTHING;
        while (in.next()) {
            switch (in.member()) {
                case "location" -> location = in.text();
                case "tags" -> tags = in.textMap();
                case "properties" -> properties = in.object(VaultProperties::read);
                default -> in.skip();
            }
        }
        return new VaultParameters(location, tags, properties);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("location", location);
        out.textMap("tags", tags);
        out.object("properties", properties);
    }
}
