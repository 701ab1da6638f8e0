package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A key without its private part, or an item of a list of keys.
///
/// @param key null in lists
/// @param managed whether a certificate owns it
/// @param releasePolicy JSON; null for a key that isn't exportable
public record KeyBundle(
        ObjectProperties properties,
        @Nullable PublicJwk key,
        boolean managed,
        @Nullable String releasePolicy) {
    /// The public part (RFC 7517); the numbers are unsigned and big-endian, null where the type has
    /// none.
    ///
    /// @param algorithm of type `AKP` alone, with `pub`
    /// @param symmetricBits of a symmetric key, which shows nothing else
    public record PublicJwk(
            String kty,
            List<String> operations,
            byte @Nullable [] n,
            byte @Nullable [] e,
            @Nullable String curve,
            byte @Nullable [] x,
            byte @Nullable [] y,
            @Nullable String algorithm,
            byte @Nullable [] pub,
            @Nullable Integer symmetricBits) {
        public PublicJwk {
            operations = List.copyOf(operations);
        }

        /// Bits of the RSA modulus or of a symmetric key; nothing for other types.
        public @Nullable Integer sizeBits() {
            return n == null ? symmetricBits : (Integer) new BigInteger(1, n).bitLength();
        }
    }

    static KeyBundle read(JsonNode bundle) {
        JsonNode jwk = bundle.path("key");
        boolean whole = jwk.isObject();
        List<String> operations = new ArrayList<>();
        jwk.path("key_ops").forEach(operation -> operations.add(operation.asText()));
        return new KeyBundle(
                ObjectProperties.read(
                        bundle, (whole ? jwk.path("kid") : bundle.path("kid")).asText()),
                whole
                        ? new PublicJwk(
                                jwk.path("kty").asText(),
                                operations,
                                bytes(jwk, "n"),
                                bytes(jwk, "e"),
                                ObjectProperties.text(jwk, "crv"),
                                bytes(jwk, "x"),
                                bytes(jwk, "y"),
                                ObjectProperties.text(jwk, "alg"),
                                bytes(jwk, "pub"),
                                bundle.path("attributes").has("key_size")
                                        ? (Integer)
                                                bundle.path("attributes").path("key_size").asInt()
                                        : null)
                        : null,
                bundle.path("managed").asBoolean(),
                releasePolicy(bundle.path("release_policy")));
    }

    private static @Nullable String releasePolicy(JsonNode policy) {
        byte[] document = bytes(policy, "data");
        return document == null ? null : new String(document, StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] bytes(JsonNode jwk, String name) {
        String text = ObjectProperties.text(jwk, name);
        return text == null ? null : Base64.getUrlDecoder().decode(text);
    }
}
