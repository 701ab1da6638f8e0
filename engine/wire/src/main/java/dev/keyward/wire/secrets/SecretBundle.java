package dev.keyward.wire.secrets;

import dev.keyward.model.SecretBytes;
import dev.keyward.wire.Deletion;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.ObjectBody;
import dev.keyward.wire.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A secret as answers show it.
///
/// @param value only in the answers to set and get, and never of a deleted secret
/// @param id with version
/// @param kid of the key behind a certificate's secret
/// @param managed true for a certificate's secret, else absent
/// @param previousVersion the version before this one; absent on the first
/// @param deletion nothing in it for a live secret
public record SecretBundle(
        @Nullable SecretBytes value,
        String id,
        @Nullable String contentType,
        ObjectAttributes attributes,
        @Nullable Map<String, String> tags,
        @Nullable String kid,
        @Nullable Boolean managed,
        @Nullable String previousVersion,
        Deletion deletion)
        implements ObjectBody {
    public static SecretBundle read(JsonReader in) {
        Parts parts = new Parts();
        while (in.next()) {
            parts.take(in);
        }
        return parts.bundle();
    }

    @Override
    public void writeMembers(JsonWriter out) {
        deletion.writeMembers(out);
        out.secretText("value", value);
        out.text("contentType", contentType);
        out.text("id", id);
        out.bool("managed", managed);
        out.object("attributes", attributes);
        out.textMap("tags", tags);
        out.text("kid", kid);
        out.text("previousVersion", previousVersion);
    }

    @Override
    public String toString() {
        return "SecretBundle[" + id + "]";
    }

    /// Collects the members as they come.
    private static final class Parts {
        private @Nullable SecretBytes value;
        private @Nullable String id;
        private @Nullable String contentType;
        private ObjectAttributes attributes = ObjectAttributes.NONE;
        private Deletion deletion = Deletion.NONE;
        private @Nullable Map<String, String> tags;
        private @Nullable String kid;
        private @Nullable Boolean managed;
        private @Nullable String previousVersion;

        void take(JsonReader in) {
            switch (in.member()) {
                case "value" -> value = in.secretText();
                case "id" -> id = in.text();
                case "contentType" -> contentType = in.text();
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                case "tags" -> tags = in.textMap();
                case "kid" -> kid = in.text();
                case "managed" -> managed = in.bool();
                case "previousVersion" -> previousVersion = in.text();
                default -> deletion = deletion.take(in);
            }
        }

        SecretBundle bundle() {
            return new SecretBundle(
                    value,
                    Required.member("id", id),
                    contentType,
                    attributes,
                    tags,
                    kid,
                    managed,
                    previousVersion,
                    deletion);
        }
    }
}
