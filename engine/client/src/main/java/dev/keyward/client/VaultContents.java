package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What was exported from a vault of a development server, or imported into it: how many objects.
/// Keys and secrets of certificates aren't counted again.
///
/// @param deleted keys, secrets and certificates that can be recovered
/// @param contacts whether the vault has a list of them
/// @param operations certificates that wait for a merge
/// @param authorities roots and intermediates of the vault's own
/// @param value of an export: an opaque blob, sealed under the passphrase
public record VaultContents(
        int keys,
        int secrets,
        int certificates,
        int deleted,
        int issuers,
        boolean contacts,
        int operations,
        int authorities,
        byte @Nullable [] value) {
    static VaultContents read(JsonNode answer) {
        return new VaultContents(
                answer.path("keys").asInt(),
                answer.path("secrets").asInt(),
                answer.path("certificates").asInt(),
                answer.path("deleted").asInt(),
                answer.path("issuers").asInt(),
                answer.path("contacts").asInt() > 0,
                answer.path("operations").asInt(),
                answer.path("authorities").asInt(),
                answer.has("value") ? joined(answer.path("value")) : null);
    }

    private static byte[] joined(JsonNode pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        pieces.forEach(piece -> joined.writeBytes(Base64.getUrlDecoder().decode(piece.asText())));
        return joined.toByteArray();
    }
}
