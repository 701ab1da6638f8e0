package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.model.SecretBytes;
import org.jspecify.annotations.Nullable;

/// A secret, or an item of a list of secrets.
///
/// @param value null in lists, updates and deleted secrets
/// @param managed whether a certificate owns it
public record SecretBundle(
        ObjectProperties properties,
        @Nullable SecretBytes value,
        @Nullable String contentType,
        boolean managed) {
    static SecretBundle read(JsonNode bundle) {
        String value = ObjectProperties.text(bundle, "value");
        return new SecretBundle(
                ObjectProperties.read(bundle, bundle.path("id").asText()),
                value == null ? null : SecretBytes.ofUtf8(value),
                ObjectProperties.text(bundle, "contentType"),
                bundle.path("managed").asBoolean());
    }
}
