package dev.keyward.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A whole key to import (RFC 7518 6.2.2, 6.3.2, 6.4; RFC 8037 2; RFC 9964 3). Its numbers are
/// unsigned and big-endian.
///
/// @param algorithm of type `AKP` alone
/// @param parts members such as `n` and `d`; the private ones among them are why all are guarded
public record PrivateJwk(
        String kty,
        @Nullable String curve,
        @Nullable String algorithm,
        Map<String, SecretBytes> parts) {
    public PrivateJwk {
        parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    void write(ObjectNode jwk) {
        SecretAccess access = SecretAccess.request();
        jwk.put("kty", kty);
        if (curve != null) {
            jwk.put("crv", curve);
        }
        if (algorithm != null) {
            jwk.put("alg", algorithm);
        }
        parts.forEach((name, value) ->
                jwk.put(
                        name,
                        value.use(
                                access, Base64.getUrlEncoder().withoutPadding()::encodeToString)));
    }
}
