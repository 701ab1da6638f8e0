package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;

/// The answer to Release Key.
///
/// @param value a compact JWS
public record KeyReleaseResult(String value) implements WireBody {
    public static KeyReleaseResult read(JsonReader in) {
        String value = null;
        while (in.next()) {
            if (in.member().equals("value")) {
                value = in.text();
            } else {
                in.skip();
            }
        }
        return new KeyReleaseResult(Required.member("value", value));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("value", value);
    }

    @Override
    public String toString() {
        return "KeyReleaseResult";
    }
}
