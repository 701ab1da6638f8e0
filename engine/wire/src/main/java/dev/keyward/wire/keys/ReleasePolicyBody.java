package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// `release_policy` of a key (data-plane-keys.md, section 7).
///
/// @param data the JSON document
public record ReleasePolicyBody(
        @Nullable String contentType, byte @Nullable [] data, @Nullable Boolean immutable)
        implements WireBody {
    public static ReleasePolicyBody read(JsonReader in) {
        String contentType = null;
        byte[] data = null;
        Boolean immutable = null;
        while (in.next()) {
            switch (in.member()) {
                case "contentType" -> contentType = in.text();
                case "data" -> data = in.base64Either();
                case "immutable" -> immutable = in.bool();
                default -> in.skip();
            }
        }
        return new ReleasePolicyBody(contentType, data, immutable);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("contentType", contentType);
        out.base64url("data", data);
        out.bool("immutable", immutable);
    }

    @Override
    public String toString() {
        return "ReleasePolicyBody";
    }
}
