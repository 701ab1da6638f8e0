package dev.keyward.api.data.keys;

import dev.keyward.api.data.objects.ApiVersion;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The words of `alg`, as far as the version of the request knows them.
final class Algorithms {
    private Algorithms() {}

    /// @throws VaultException with `BadParameter` for one that isn't known
    static SignatureAlgorithm signature(Exchange exchange, String name) {
        return SignatureAlgorithm.parse(name)
                .filter(algorithm -> isKnown(exchange, since(algorithm)))
                .orElseThrow(() ->
                        new VaultException(
                                new VaultError.BadParameter(
                                        "alg",
                                        "a signature algorithm such as RS256, PS256 or"
                                                + " ES256")));
    }

    /// @throws VaultException with `BadParameter` for one that isn't known
    static EncryptionAlgorithm encryption(Exchange exchange, String name) {
        return EncryptionAlgorithm.parse(name)
                .filter(algorithm -> isKnown(exchange, since(algorithm)))
                .orElseThrow(() ->
                        new VaultException(
                                new VaultError.BadParameter(
                                        "alg",
                                        "an encryption algorithm such as RSA-OAEP-256, A256GCM or"
                                                + " A256KW")));
    }

    private static boolean isKnown(Exchange exchange, @Nullable ApiVersion since) {
        return Optional.ofNullable(since).map(version -> version.isKnownTo(exchange)).orElse(true);
    }

    private static @Nullable ApiVersion since(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256, RS384, RS512, PS256, PS384, PS512, RSNULL, ES256, ES384, ES512, ES256K ->
                    null;
            case HS256, HS384, HS512 -> ApiVersion.V7_6_PREVIEW_2;
            case EDDSA, ML_DSA_44, ML_DSA_65, ML_DSA_87 -> ApiVersion.V2026_05_01_PREVIEW;
        };
    }

    private static @Nullable ApiVersion since(EncryptionAlgorithm algorithm) {
        return switch (algorithm.mode()) {
            case RSA -> null;
            case GCM, CBC, CBC_PAD -> ApiVersion.V7_2;
            case KEY_WRAP, KEY_WRAP_PAD ->
                    algorithm.keyBits() == 0 ? ApiVersion.V7_6_PREVIEW_2 : ApiVersion.V7_2;
            case ECDH_ES, ML_KEM -> ApiVersion.V2026_05_01_PREVIEW;
        };
    }
}
