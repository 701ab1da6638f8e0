package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// Release Key.
///
/// @param target the attestation token
/// @param nonce given back in the answer
/// @param enc such as `CKM_RSA_AES_KEY_WRAP`, which is the default
public record KeyReleaseParameters(String target, @Nullable String nonce, @Nullable String enc)
        implements WireBody {
    public static KeyReleaseParameters parse(byte[] json) {
        return JsonReader.parse(json, KeyReleaseParameters::read);
    }

    private static KeyReleaseParameters read(JsonReader in) {
        String target = null;
        String nonce = null;
        String enc = null;
        while (in.next()) {
            switch (in.member()) {
                case "target" -> target = in.text();
                case "nonce" -> nonce = in.text();
                case "enc" -> enc = in.text();
                default -> in.skip();
            }
        }
        return new KeyReleaseParameters(Required.member("target", target), nonce, enc);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("target", target);
        out.text("nonce", nonce);
        out.text("enc", enc);
    }

    @Override
    public String toString() {
        return "KeyReleaseParameters";
    }
}
