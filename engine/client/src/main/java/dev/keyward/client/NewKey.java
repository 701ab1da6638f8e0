package dev.keyward.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What kind of key the service is to make; null leaves the choice to the service.
///
/// @param kty such as `RSA` or `EC-HSM`
/// @param algorithm of type `AKP` alone, such as `ML-DSA-65`
/// @param operations values of `key_ops` (RFC 7517 4.3)
/// @param release null for a key that never leaves
public record NewKey(
        String kty,
        @Nullable Integer size,
        @Nullable String curve,
        @Nullable String algorithm,
        @Nullable List<String> operations,
        ObjectSettings settings,
        @Nullable ReleasePolicy release) {
    public NewKey {
        operations = operations == null ? null : List.copyOf(operations);
    }

    /// A key that never leaves, of a type that needs no algorithm.
    public NewKey(
            String kty,
            @Nullable Integer size,
            @Nullable String curve,
            @Nullable List<String> operations,
            ObjectSettings settings) {
        this(kty, size, curve, null, operations, settings, null);
    }

    ObjectNode body() {
        ObjectNode body = Rest.object().put("kty", kty);
        if (size != null) {
            body.put("key_size", size);
        }
        if (curve != null) {
            body.put("crv", curve);
        }
        if (algorithm != null) {
            body.put("alg", algorithm);
        }
        writeOperations(body, operations);
        settings.write(body);
        if (release != null) {
            body.withObject("/attributes").put("exportable", true);
            release.write(body);
        }
        return body;
    }

    static void writeOperations(ObjectNode parent, @Nullable List<String> operations) {
        if (operations != null) {
            ArrayNode array = parent.putArray("key_ops");
            operations.forEach(array::add);
        }
    }
}
