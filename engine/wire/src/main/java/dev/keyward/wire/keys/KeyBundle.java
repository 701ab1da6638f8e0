package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A key as answers show it.
///
/// @param managed true for a certificate's key, else absent
public record KeyBundle(
        JsonWebKey key,
        ObjectAttributes attributes,
        @Nullable Map<String, String> tags,
        @Nullable Boolean managed,
        @Nullable ReleasePolicyBody releasePolicy)
        implements WireBody {
    public static KeyBundle parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    Parts parts = new Parts();
                    while (in.next()) {
                        if (!parts.take(in)) {
                            in.skip();
                        }
                    }
                    return parts.bundle();
                });
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.object("key", key);
        out.object("attributes", attributes);
        out.textMap("tags", tags);
        out.bool("managed", managed);
        out.object("release_policy", releasePolicy);
    }

    @Override
    public String toString() {
        return "KeyBundle[" + key.kid() + "]";
    }

    /// Collects the members as they come.
    static final class Parts {
        private @Nullable JsonWebKey key;
        private ObjectAttributes attributes = ObjectAttributes.NONE;
        private @Nullable Map<String, String> tags;
        private @Nullable Boolean managed;
        private @Nullable ReleasePolicyBody releasePolicy;

        boolean take(JsonReader in) {
            switch (in.member()) {
                case "key" -> key = in.object(JsonWebKey::read);
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                case "tags" -> tags = in.textMap();
                case "managed" -> managed = in.bool();
                case "release_policy" -> releasePolicy = in.object(ReleasePolicyBody::read);
                default -> {
                    return false;
                }
            }
            return true;
        }

        KeyBundle bundle() {
            return new KeyBundle(
                    Required.member("key", key), attributes, tags, managed, releasePolicy);
        }
    }
}
