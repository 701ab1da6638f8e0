package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The answer to encrypt, decrypt, sign, wrap and unwrap.
///
/// @param kid with version, also when the request named none
/// @param iv that encryption used
/// @param tag of authenticated encryption
/// @param aad as the request had it
public record KeyOperationResult(
        String kid,
        byte[] value,
        byte @Nullable [] iv,
        byte @Nullable [] tag,
        byte @Nullable [] aad)
        implements WireBody, AutoCloseable {
    public KeyOperationResult(String kid, byte[] value) {
        this(kid, value, null, null, null);
    }

    public static KeyOperationResult read(JsonReader in) {
        String kid = null;
        byte @Nullable [] value = null;
        byte @Nullable [] iv = null;
        byte @Nullable [] tag = null;
        byte @Nullable [] aad = null;
        while (in.next()) {
            switch (in.member()) {
                case "kid" -> kid = in.text();
                case "value" -> value = in.base64url();
                case "iv" -> iv = in.base64url();
                case "tag" -> tag = in.base64url();
                case "aad" -> aad = in.base64url();
                default -> in.skip();
            }
        }
        return new KeyOperationResult(
                Required.member("kid", kid), Required.member("value", value), iv, tag, aad);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("kid", kid);
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
        return "KeyOperationResult[" + kid + "]";
    }
}
