package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// Encrypt, Decrypt, Wrap Key and Unwrap Key; also Sign, whose value is the digest.
///
/// @param value what to work on
public record KeyOperationsParameters(String alg, byte[] value) implements WireBody {
    public static KeyOperationsParameters parse(byte[] json) {
        return JsonReader.parse(json, KeyOperationsParameters::read);
    }

    private static KeyOperationsParameters read(JsonReader in) {
        String alg = null;
        byte @Nullable [] value = null;
        while (in.next()) {
            switch (in.member()) {
                case "alg" -> alg = in.text();
                case "value" -> value = in.base64Either();
                default -> in.skip();
            }
        }
        return new KeyOperationsParameters(
                Required.member("alg", alg), Required.member("value", value));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("alg", alg);
        out.base64url("value", value);
    }

    @Override
    public String toString() {
        return "KeyOperationsParameters[" + value.length + " bytes]";
    }
}
