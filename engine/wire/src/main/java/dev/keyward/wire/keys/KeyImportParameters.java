package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Import Key.
///
/// @param hsm the member `Hsm`, with its capital letter
public record KeyImportParameters(
        @Nullable Boolean hsm,
        ImportedKey key,
        ObjectAttributes attributes,
        @Nullable Map<String, String> tags,
        @Nullable ReleasePolicyBody releasePolicy)
        implements WireBody, AutoCloseable {
    public static KeyImportParameters parse(byte[] json) {
        return JsonReader.parse(json, KeyImportParameters::read);
    }

    private static KeyImportParameters read(JsonReader in) {
        Boolean hsm = null;
        ImportedKey key = null;
        ObjectAttributes attributes = ObjectAttributes.NONE;
        Map<String, String> tags = null;
        ReleasePolicyBody releasePolicy = null;
        while (in.next()) {
            switch (in.member()) {
                case "Hsm", "hsm" -> hsm = in.bool();
                case "key" -> key = in.object(ImportedKey::read);
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                case "tags" -> tags = in.textMap();
                case "release_policy" -> releasePolicy = in.object(ReleasePolicyBody::read);
                default -> in.skip();
            }
        }
        return new KeyImportParameters(
                hsm, Required.member("key", key), attributes, tags, releasePolicy);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.bool("Hsm", hsm);
        out.object("key", key);
        out.object("attributes", attributes);
        out.textMap("tags", tags);
        out.object("release_policy", releasePolicy);
    }

    /// Wipes the private parts of the key.
    @Override
    public void close() {
        key.secret().close();
    }

    @Override
    public String toString() {
        return "KeyImportParameters";
    }
}
