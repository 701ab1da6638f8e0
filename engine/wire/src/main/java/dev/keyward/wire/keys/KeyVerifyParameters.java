package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// Verify. Either `alg` and `digest`, or `externalMu`.
///
/// @param digest or the message of an algorithm that takes one
/// @param value the signature
/// @param externalMu the message representative of ML-DSA (FIPS 204, 6.2)
/// @param context of ML-DSA
public record KeyVerifyParameters(
        @Nullable String alg,
        byte @Nullable [] digest,
        byte[] value,
        byte @Nullable [] externalMu,
        byte @Nullable [] context)
        implements WireBody {
    public static KeyVerifyParameters parse(byte[] json) {
        return JsonReader.parse(json, KeyVerifyParameters::read);
    }

    private static KeyVerifyParameters read(JsonReader in) {
        String alg = null;
        byte @Nullable [] digest = null;
        byte @Nullable [] value = null;
        byte @Nullable [] externalMu = null;
        byte @Nullable [] context = null;
        while (in.next()) {
            switch (in.member()) {
                case "alg" -> alg = in.text();
                case "digest" -> digest = in.base64Either();
                case "value" -> value = in.base64Either();
                case "external_mu" -> externalMu = in.base64Either();
                case "context" -> context = in.base64Either();
                default -> in.skip();
            }
        }
        return new KeyVerifyParameters(
                alg, digest, Required.member("value", value), externalMu, context);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("alg", alg);
        out.base64url("digest", digest);
        out.base64url("value", value);
        out.base64url("external_mu", externalMu);
        out.base64url("context", context);
    }

    @Override
    public String toString() {
        return "KeyVerifyParameters[" + value.length + " bytes]";
    }
}
