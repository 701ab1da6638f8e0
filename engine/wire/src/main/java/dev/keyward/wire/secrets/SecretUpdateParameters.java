package dev.keyward.wire.secrets;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.WireBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Update Secret; what is absent stays as it is.
///
/// @param tags replace all tags
public record SecretUpdateParameters(
        @Nullable String contentType,
        ObjectAttributes attributes,
        @Nullable Map<String, String> tags)
        implements WireBody {
    public static SecretUpdateParameters parse(byte[] json) {
        return JsonReader.parse(json, SecretUpdateParameters::read);
    }

    private static SecretUpdateParameters read(JsonReader in) {
        String contentType = null;
        ObjectAttributes attributes = ObjectAttributes.NONE;
        Map<String, String> tags = null;
        while (in.next()) {
            switch (in.member()) {
                case "contentType" -> contentType = in.text();
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                case "tags" -> tags = in.textMap();
                default -> in.skip();
            }
        }
        return new SecretUpdateParameters(contentType, attributes, tags);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("contentType", contentType);
        out.object("attributes", attributes);
        out.textMap("tags", tags);
    }

    @Override
    public String toString() {
        return "SecretUpdateParameters[" + attributes + "]";
    }
}
