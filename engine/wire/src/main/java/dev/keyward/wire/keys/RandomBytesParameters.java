package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;

/// Get Random Bytes.
///
/// @param count 1 to 128
public record RandomBytesParameters(int count) implements WireBody {
    public static RandomBytesParameters parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    Integer count = null;
                    while (in.next()) {
                        if (in.member().equals("count")) {
                            count = in.integer();
                        } else {
                            in.skip();
                        }
                    }
                    return new RandomBytesParameters(Required.member("count", count));
                });
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.number("count", count);
    }
}
