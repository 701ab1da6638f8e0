package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tags of a resource as a resource of its own (Resource Manager, Tags At Scope).
///
/// @param scope ARM id of what has them
public record TagsResource(String scope, Map<String, String> tags) implements WireBody {
    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", scope + "/providers/Microsoft.Resources/tags/default");
        out.text("name", "default");
        out.text("type", "Microsoft.Resources/tags");
        out.object("properties", inner -> inner.textMap("tags", tags));
    }

    /// The body of PUT and PATCH.
    ///
    /// @param operation `Merge`, `Replace` or `Delete`, in any letter case; of PATCH alone
    /// @param tags null where the body has none
    public record Parameters(@Nullable String operation, @Nullable Map<String, String> tags)
            implements WireBody {
        public static Parameters parse(byte[] json) {
            return JsonReader.parse(json, Parameters::read);
        }

        private static Parameters read(JsonReader in) {
            String operation = null;
            Map<String, String> tags = null;
            while (in.next()) {
                switch (in.member()) {
                    case "operation" -> operation = in.text();
                    case "properties" -> tags = in.object(Parameters::readTags);
                    default -> in.skip();
                }
            }
            return new Parameters(operation, tags);
        }

        private static @Nullable Map<String, String> readTags(JsonReader in) {
            Map<String, String> tags = null;
            while (in.next()) {
                if (in.member().equals("tags")) {
                    tags = in.textMap();
                } else {
                    in.skip();
                }
            }
            return tags;
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("operation", operation);
            out.object("properties", inner -> inner.textMap("tags", tags));
        }
    }
}
