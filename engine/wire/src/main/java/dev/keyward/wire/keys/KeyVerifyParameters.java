package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// Verify.
///
/// @param value the signature
public record KeyVerifyParameters(String alg, byte[] digest, byte[] value) implements WireBody {
    public static KeyVerifyParameters parse(byte[] json) {
        return JsonReader.parse(json, KeyVerifyParameters::read);
    }

    private static KeyVerifyParameters read(JsonReader in) {
        String alg = null;
        byte @Nullable [] digest = null;
        byte @Nullable [] value = null;
        while (in.next()) {
            switch (in.member()) {
                case "alg" -> alg = in.text();
                case "digest" -> digest = in.base64Either();
                case "value" -> value = in.base64Either();
                default -> in.skip();
            }
        }
        return new KeyVerifyParameters(
                Required.member("alg", alg),
                Required.member("digest", digest),
                Required.member("value", value));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("alg", alg);
        out.base64url("digest", digest);
        out.base64url("value", value);
    }

    @Override
    public String toString() {
        return "KeyVerifyParameters[" + value.length + " bytes]";
    }
}
