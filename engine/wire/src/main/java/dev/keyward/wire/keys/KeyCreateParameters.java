package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Create Key.
///
/// @param keySize bits
/// @param alg of `AKP` keys alone
/// @param keyOps an empty list means the same as none (Java keys 4.12.1 sends it)
public record KeyCreateParameters(
        String kty,
        @Nullable Integer keySize,
        @Nullable Long publicExponent,
        @Nullable List<String> keyOps,
        ObjectAttributes attributes,
        @Nullable Map<String, String> tags,
        @Nullable String crv,
        @Nullable String alg,
        @Nullable ReleasePolicyBody releasePolicy)
        implements WireBody {
    public static KeyCreateParameters parse(byte[] json) {
        return JsonReader.parse(json, KeyCreateParameters::read);
    }

    private static KeyCreateParameters read(JsonReader in) {
        String kty = null;
        Integer keySize = null;
        Long publicExponent = null;
        List<String> keyOps = null;
        ObjectAttributes attributes = ObjectAttributes.NONE;
        Map<String, String> tags = null;
        String crv = null;
        String alg = null;
        ReleasePolicyBody releasePolicy = null;
        while (in.next()) {
            switch (in.member()) {
                case "kty" -> kty = in.text();
                case "key_size" -> keySize = in.integer();
                case "public_exponent" -> publicExponent = in.number();
                case "key_ops" -> keyOps = in.texts();
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                case "tags" -> tags = in.textMap();
                case "crv" -> crv = in.text();
                case "alg" -> alg = in.text();
                case "release_policy" -> releasePolicy = in.object(ReleasePolicyBody::read);
                default -> in.skip();
            }
        }
        return new KeyCreateParameters(
                Required.member("kty", kty),
                keySize,
                publicExponent,
                keyOps,
                attributes,
                tags,
                crv,
                alg,
                releasePolicy);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("kty", kty);
        out.number("key_size", keySize);
        out.number("public_exponent", publicExponent);
        out.texts("key_ops", keyOps);
        out.object("attributes", attributes);
        out.textMap("tags", tags);
        out.text("crv", crv);
        out.text("alg", alg);
        out.object("release_policy", releasePolicy);
    }

    @Override
    public String toString() {
        return "KeyCreateParameters";
    }
}
