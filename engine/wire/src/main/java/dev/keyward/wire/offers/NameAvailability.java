package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// Whether a resource may be called so.
///
/// @param reason `Invalid` or `AlreadyExists`; null for a free name
public record NameAvailability(@Nullable String reason, @Nullable String message)
        implements WireBody {
    /// @param resourceType such as `Microsoft.Subscriptions.Admin/plans`
    public record Request(String name, String resourceType) implements WireBody {
        public static Request parse(byte[] json) {
            return JsonReader.parse(
                    json,
                    in -> {
                        String name = null;
                        String type = null;
                        while (in.next()) {
                            switch (in.member()) {
                                case "name" -> name = in.text();
                                case "resourceType" -> type = in.text();
                                default -> in.skip();
                            }
                        }
                        return new Request(
                                Required.member("name", name),
                                Required.member("resourceType", type));
                    });
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("name", name);
            out.text("resourceType", resourceType);
        }
    }

    public static NameAvailability read(JsonReader in) {
        String reason = null;
        String message = null;
        while (in.next()) {
            switch (in.member()) {
                case "reason" -> reason = in.text();
                case "message" -> message = in.text();
                default -> in.skip();
            }
        }
        return new NameAvailability(reason, message);
    }

    public boolean isFree() {
        return reason == null;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.bool("nameAvailable", isFree());
        out.text("reason", reason);
        out.text("message", message);
    }
}
