package dev.keyward.client.objects;

import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.keys.KeyCreateParameters;
import dev.keyward.wire.keys.ReleasePolicyBody;
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
        @Nullable ReleasePolicyBody release) {
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

    KeyCreateParameters parameters() {
        ObjectAttributes attributes = settings.attributes();
        return new KeyCreateParameters(
                kty,
                size,
                null,
                operations,
                release == null ? attributes : attributes.madeExportable(),
                settings.tags(),
                curve,
                algorithm,
                release);
    }
}
