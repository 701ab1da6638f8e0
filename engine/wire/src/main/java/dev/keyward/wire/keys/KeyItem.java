package dev.keyward.wire.keys;

import dev.keyward.wire.Deletion;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.ObjectBody;
import dev.keyward.wire.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of a list of keys, live or deleted.
///
/// @param kid without version in the list of keys, with it in the list of versions
/// @param deletion nothing in it for a live key
public record KeyItem(
        String kid,
        ObjectAttributes attributes,
        @Nullable Map<String, String> tags,
        @Nullable Boolean managed,
        Deletion deletion)
        implements ObjectBody {
    public static KeyItem read(JsonReader in) {
        String kid = null;
        ObjectAttributes attributes = ObjectAttributes.NONE;
        Map<String, String> tags = null;
        Boolean managed = null;
        Deletion deletion = Deletion.NONE;
        while (in.next()) {
            switch (in.member()) {
                case "kid" -> kid = in.text();
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                case "tags" -> tags = in.textMap();
                case "managed" -> managed = in.bool();
                default -> deletion = deletion.take(in);
            }
        }
        return new KeyItem(Required.member("kid", kid), attributes, tags, managed, deletion);
    }

    @Override
    public String id() {
        return kid;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        deletion.writeMembers(out);
        out.text("kid", kid);
        out.object("attributes", attributes);
        out.textMap("tags", tags);
        out.bool("managed", managed);
    }

    @Override
    public String toString() {
        return "KeyItem[" + kid + "]";
    }
}
