package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.wire.certificates.PolicyBody;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A certificate, or an item of a list of certificates. What isn't issued yet has neither key nor
/// secret nor content.
///
/// @param keyId of the key it is for; null in lists
/// @param secretId of the secret that holds it with its key; null in lists
/// @param thumbprint SHA-1 of the certificate
/// @param content X.509 in DER; null in lists
/// @param policy null in lists
public record CertificateBundle(
        ObjectProperties properties,
        @Nullable String keyId,
        @Nullable String secretId,
        byte @Nullable [] thumbprint,
        byte @Nullable [] content,
        @Nullable PolicyBody policy) {
    static CertificateBundle read(JsonNode bundle) {
        String x5t = ObjectProperties.text(bundle, "x5t");
        String cer = ObjectProperties.text(bundle, "cer");
        JsonNode policy = bundle.path("policy");
        return new CertificateBundle(
                ObjectProperties.read(bundle, bundle.path("id").asText()),
                ObjectProperties.text(bundle, "kid"),
                ObjectProperties.text(bundle, "sid"),
                x5t == null ? null : Base64.getUrlDecoder().decode(x5t),
                cer == null ? null : Base64.getDecoder().decode(cer),
                policy.isObject() ? PolicyBody.parse(Rest.bytes(policy)) : null);
    }
}
