package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What was exported from a vault of a development server, or imported into it: how many objects.
/// Keys and secrets of certificates aren't counted again.
///
/// @param value of an export: an opaque blob, sealed under the passphrase
public record VaultContents(int keys, int secrets, int certificates, byte @Nullable [] value) {
    static VaultContents read(JsonNode answer) {
        return new VaultContents(
                answer.path("keys").asInt(),
                answer.path("secrets").asInt(),
                answer.path("certificates").asInt(),
                answer.has("value") ? VaultClient.blob(answer) : null);
    }
}
