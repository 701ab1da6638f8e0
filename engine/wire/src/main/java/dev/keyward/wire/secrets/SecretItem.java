package dev.keyward.wire.secrets;

import dev.keyward.wire.Deletion;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.ObjectBody;
import dev.keyward.wire.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of a list of secrets, live or deleted; never with a value.
///
/// @param id without version in the list of secrets, with it in the list of versions
/// @param deletion nothing in it for a live secret
public record SecretItem(
        String id,
        ObjectAttributes attributes,
        @Nullable String contentType,
        @Nullable Map<String, String> tags,
        @Nullable Boolean managed,
        Deletion deletion)
        implements ObjectBody {
    public static SecretItem read(JsonReader in) {
        String id = null;
        ObjectAttributes attributes = ObjectAttributes.NONE;
        String contentType = null;
        Map<String, String> tags = null;
        Boolean managed = null;
        Deletion deletion = Deletion.NONE;
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                case "contentType" -> contentType = in.text();
                case "tags" -> tags = in.textMap();
                case "managed" -> managed = in.bool();
                default -> deletion = deletion.take(in);
            }
        }
        return new SecretItem(
                Required.member("id", id), attributes, contentType, tags, managed, deletion);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        deletion.writeMembers(out);
        out.text("contentType", contentType);
        out.text("id", id);
        out.bool("managed", managed);
        out.object("attributes", attributes);
        out.textMap("tags", tags);
    }

    @Override
    public String toString() {
        return "SecretItem[" + id + "]";
    }
}
