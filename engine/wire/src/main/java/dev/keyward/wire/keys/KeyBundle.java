package dev.keyward.wire.keys;

import dev.keyward.wire.Deletion;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.ObjectBody;
import dev.keyward.wire.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A key as answers show it.
///
/// @param managed true for a certificate's key, else absent
/// @param deletion nothing in it for a live key
public record KeyBundle(
        JsonWebKey key,
        ObjectAttributes attributes,
        @Nullable Map<String, String> tags,
        @Nullable Boolean managed,
        @Nullable ReleasePolicyBody releasePolicy,
        Deletion deletion)
        implements ObjectBody {
    public static KeyBundle read(JsonReader in) {
        Parts parts = new Parts();
        while (in.next()) {
            parts.take(in);
        }
        return parts.bundle();
    }

    @Override
    public String id() {
        return key.kid();
    }

    @Override
    public void writeMembers(JsonWriter out) {
        deletion.writeMembers(out);
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
    private static final class Parts {
        private @Nullable JsonWebKey key;
        private ObjectAttributes attributes = ObjectAttributes.NONE;
        private Deletion deletion = Deletion.NONE;
        private @Nullable Map<String, String> tags;
        private @Nullable Boolean managed;
        private @Nullable ReleasePolicyBody releasePolicy;

        void take(JsonReader in) {
            switch (in.member()) {
                case "key" -> key = in.object(JsonWebKey::read);
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                case "tags" -> tags = in.textMap();
                case "managed" -> managed = in.bool();
                case "release_policy" -> releasePolicy = in.object(ReleasePolicyBody::read);
                default -> deletion = deletion.take(in);
            }
        }

        KeyBundle bundle() {
            return new KeyBundle(
                    Required.member("key", key),
                    attributes,
                    tags,
                    managed,
                    releasePolicy,
                    deletion);
        }
    }
}
