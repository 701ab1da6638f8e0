package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// The answer to encrypt, decrypt, sign, wrap and unwrap.
///
/// @param kid with version, also when the request named none
public record KeyOperationResult(String kid, byte[] value) implements WireBody {
    public static KeyOperationResult parse(byte[] json) {
        return JsonReader.parse(json, KeyOperationResult::read);
    }

    private static KeyOperationResult read(JsonReader in) {
        String kid = null;
        byte @Nullable [] value = null;
        while (in.next()) {
            switch (in.member()) {
                case "kid" -> kid = in.text();
                case "value" -> value = in.base64url();
                default -> in.skip();
            }
        }
        return new KeyOperationResult(Required.member("kid", kid), Required.member("value", value));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("kid", kid);
        out.base64url("value", value);
    }

    @Override
    public String toString() {
        return "KeyOperationResult[" + kid + "]";
    }
}
