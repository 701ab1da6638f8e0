package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// The answer of `checkNameAvailability`.
///
/// @param reason `AccountNameInvalid` or `AlreadyExists`; null for a free name
public record NameCheck(@Nullable String reason, @Nullable String message) implements WireBody {
    /// The name a request asks for.
    public static String parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    String name = null;
                    while (in.next()) {
                        if (in.member().equals("name")) {
                            name = in.text();
                        } else {
                            in.skip();
                        }
                    }
                    return Required.member("name", name);
                });
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.bool("nameAvailable", reason == null);
        out.text("reason", reason);
        out.text("message", message);
    }
}
