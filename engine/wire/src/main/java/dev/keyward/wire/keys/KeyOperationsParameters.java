package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Encrypt, Decrypt, Wrap Key and Unwrap Key.
///
/// @param value what to work on
/// @param iv of AES modes that have one
/// @param tag of authenticated decryption
/// @param aad of authenticated encryption
public record KeyOperationsParameters(
        String alg,
        byte[] value,
        byte @Nullable [] iv,
        byte @Nullable [] tag,
        byte @Nullable [] aad)
        implements WireBody, AutoCloseable {
    public static KeyOperationsParameters parse(byte[] json) {
        return JsonReader.parse(json, KeyOperationsParameters::read);
    }

    private static KeyOperationsParameters read(JsonReader in) {
        String alg = null;
        byte @Nullable [] value = null;
        byte @Nullable [] iv = null;
        byte @Nullable [] tag = null;
        byte @Nullable [] aad = null;
        while (in.next()) {
            switch (in.member()) {
                case "alg" -> alg = in.text();
                case "value" -> value = in.base64Either();
                case "iv" -> iv = in.base64Either();
                case "tag" -> tag = in.base64Either();
                case "aad" -> aad = in.base64Either();
                default -> in.skip();
            }
        }
        return new KeyOperationsParameters(
                Required.member("alg", alg), Required.member("value", value), iv, tag, aad);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("alg", alg);
        out.base64url("value", value);
        out.base64url("iv", iv);
        out.base64url("tag", tag);
        out.base64url("aad", aad);
    }

    /// Wipes the value.
    @Override
    public void close() {
        Arrays.fill(value, (byte) 0);
    }

    @Override
    public String toString() {
        return "KeyOperationsParameters[" + value.length + " bytes]";
    }
}
