package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.WireBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Update Key; what is absent stays as it is.
///
/// @param keyOps an empty list means the same as none (Java keys 4.12.1 sends it)
/// @param tags replace all tags
public record KeyUpdateParameters(
        @Nullable List<String> keyOps,
        ObjectAttributes attributes,
        @Nullable Map<String, String> tags,
        @Nullable ReleasePolicyBody releasePolicy)
        implements WireBody {
    public static KeyUpdateParameters parse(byte[] json) {
        return JsonReader.parse(json, KeyUpdateParameters::read);
    }

    private static KeyUpdateParameters read(JsonReader in) {
        List<String> keyOps = null;
        ObjectAttributes attributes = ObjectAttributes.NONE;
        Map<String, String> tags = null;
        ReleasePolicyBody releasePolicy = null;
        while (in.next()) {
            switch (in.member()) {
                case "key_ops" -> keyOps = in.texts();
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                case "tags" -> tags = in.textMap();
                case "release_policy" -> releasePolicy = in.object(ReleasePolicyBody::read);
                default -> in.skip();
            }
        }
        return new KeyUpdateParameters(keyOps, attributes, tags, releasePolicy);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.texts("key_ops", keyOps);
        out.object("attributes", attributes);
        out.textMap("tags", tags);
        out.object("release_policy", releasePolicy);
    }

    @Override
    public String toString() {
        return "KeyUpdateParameters[" + attributes + "]";
    }
}
