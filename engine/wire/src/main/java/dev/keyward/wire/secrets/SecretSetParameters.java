package dev.keyward.wire.secrets;

import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Set Secret.
///
/// @param value UTF-8 octets, may be empty
public record SecretSetParameters(
        SecretBytes value,
        @Nullable Map<String, String> tags,
        @Nullable String contentType,
        ObjectAttributes attributes)
        implements WireBody, AutoCloseable {
    public static SecretSetParameters parse(byte[] json) {
        return JsonReader.parse(json, SecretSetParameters::read);
    }

    private static SecretSetParameters read(JsonReader in) {
        SecretBytes value = null;
        Map<String, String> tags = null;
        String contentType = null;
        ObjectAttributes attributes = ObjectAttributes.NONE;
        while (in.next()) {
            switch (in.member()) {
                case "value" -> value = in.secretText();
                case "tags" -> tags = in.textMap();
                case "contentType" -> contentType = in.text();
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                default -> in.skip();
            }
        }
        return new SecretSetParameters(
                Required.member("value", value), tags, contentType, attributes);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.secretText("value", value);
        out.textMap("tags", tags);
        out.text("contentType", contentType);
        out.object("attributes", attributes);
    }

    /// Wipes the value.
    @Override
    public void close() {
        value.close();
    }

    @Override
    public String toString() {
        return "SecretSetParameters[" + value + "]";
    }
}
