package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// The answer of `checkNameAvailability`.
///
/// @param reason `AccountNameInvalid` (of vaults), `Invalid` or `AlreadyExists`; null for a free
///   name
public record NameCheck(@Nullable String reason, @Nullable String message) implements WireBody {
    /// Asks for a vault's name.
    public record Request(String name) implements WireBody {
        public static Request parse(byte[] json) {
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
                        return new Request(Required.member("name", name));
                    });
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("name", name);
            out.text("type", "Microsoft.KeyVault/vaults");
        }
    }

    public static NameCheck read(JsonReader in) {
        String reason = null;
        String message = null;
        while (in.next()) {
            switch (in.member()) {
                case "reason" -> reason = in.text();
                case "message" -> message = in.text();
                default -> in.skip();
            }
        }
        return new NameCheck(reason, message);
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
