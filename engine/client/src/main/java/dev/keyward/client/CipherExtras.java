package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What some algorithms take or give beside their value; null where they don't.
///
/// @param iv of AES modes that have one
/// @param tag of authenticated encryption
/// @param aad of authenticated encryption
/// @param context of ML-DSA (FIPS 204, 5.2)
public record CipherExtras(
        byte @Nullable [] iv,
        byte @Nullable [] tag,
        byte @Nullable [] aad,
        byte @Nullable [] context) {
    public static final CipherExtras NONE = new CipherExtras(null, null, null, null);

    void write(ObjectNode body) {
        put(body, "iv", iv);
        put(body, "tag", tag);
        put(body, "aad", aad);
        put(body, "context", context);
    }

    static CipherExtras read(JsonNode answer) {
        return new CipherExtras(get(answer, "iv"), get(answer, "tag"), get(answer, "aad"), null);
    }

    private static void put(ObjectNode body, String member, byte @Nullable [] bytes) {
        if (bytes != null) {
            body.put(member, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
    }

    private static byte @Nullable [] get(JsonNode answer, String member) {
        String text = ObjectProperties.text(answer, member);
        return text == null ? null : Base64.getUrlDecoder().decode(text);
    }
}
