package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// The answer to Get Random Bytes.
public record RandomBytes(byte[] value) implements WireBody {
    public static RandomBytes read(JsonReader in) {
        byte @Nullable [] value = null;
        while (in.next()) {
            if (in.member().equals("value")) {
                value = in.base64url();
            } else {
                in.skip();
            }
        }
        return new RandomBytes(Required.member("value", value));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.base64url("value", value);
    }

    @Override
    public String toString() {
        return "RandomBytes[" + value.length + " bytes]";
    }
}
