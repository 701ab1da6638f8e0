package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// Sign. Either `alg` and `value`, or `externalMu`.
///
/// @param value the digest, or the message of an algorithm that takes one
/// @param externalMu the message representative of ML-DSA (FIPS 204, 6.2)
/// @param context of ML-DSA
public record KeySignParameters(
        @Nullable String alg,
        byte @Nullable [] value,
        byte @Nullable [] externalMu,
        byte @Nullable [] context)
        implements WireBody {
    public static KeySignParameters parse(byte[] json) {
        return JsonReader.parse(json, KeySignParameters::read);
    }

    private static KeySignParameters read(JsonReader in) {
        String alg = null;
        byte @Nullable [] value = null;
        byte @Nullable [] externalMu = null;
        byte @Nullable [] context = null;
        while (in.next()) {
            switch (in.member()) {
                case "alg" -> alg = in.text();
                case "value" -> value = in.base64Either();
                case "external_mu" -> externalMu = in.base64Either();
                case "context" -> context = in.base64Either();
                default -> in.skip();
            }
        }
        return new KeySignParameters(alg, value, externalMu, context);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("alg", alg);
        out.base64url("value", value);
        out.base64url("external_mu", externalMu);
        out.base64url("context", context);
    }

    @Override
    public String toString() {
        return "KeySignParameters";
    }
}
