package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;

/// The answer to verify.
public record KeyVerifyResult(boolean value) implements WireBody {
    public static KeyVerifyResult read(JsonReader in) {
        Boolean value = null;
        while (in.next()) {
            if (in.member().equals("value")) {
                value = in.bool();
            } else {
                in.skip();
            }
        }
        return new KeyVerifyResult(Required.member("value", value));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.bool("value", value);
    }
}
