package dev.keyward.api.data;

import dev.keyward.api.ApiResponse;
import dev.keyward.api.Cost;
import dev.keyward.api.Exchange;
import dev.keyward.api.Handler;
import dev.keyward.api.Pricing;
import dev.keyward.model.Curve;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.Key;
import dev.keyward.vault.KeyUse;
import dev.keyward.vault.VaultKeys;
import dev.keyward.wire.keys.KeyOperationResult;
import dev.keyward.wire.keys.KeyOperationsParameters;
import dev.keyward.wire.keys.KeyVerifyParameters;
import dev.keyward.wire.keys.KeyVerifyResult;
import java.util.Arrays;

/// The operations that use keys (data-plane-keys, section 1, 14 to 19).
final class CryptoHandlers {
    private final VaultKeys keys;

    CryptoHandlers(VaultKeys keys) {
        this.keys = keys;
    }

    /// A key that isn't open yet has to be read and opened first.
    Pricing cost(KeyOperation operation) {
        return exchange ->
                keys.openInMemory(exchange.vault(), Bodies.name(exchange), Bodies.version(exchange))
                        .map(key -> cost(key, operation))
                        .orElse(Cost.STORE);
    }

    /// By what was measured (performance.md, section 2): P-256 and public RSA operations take some
    /// ten microseconds, everything else ten times that and more.
    private static Cost cost(Key key, KeyOperation operation) {
        return switch (key.parameters()) {
            case KeyParameters.Ec ec -> ec.curve() == Curve.P_256 ? Cost.MEMORY : Cost.CPU;
            case KeyParameters.Rsa _ ->
                    switch (operation) {
                        case ENCRYPT, WRAP_KEY, VERIFY -> Cost.MEMORY;
                        case DECRYPT, UNWRAP_KEY, SIGN, IMPORT, EXPORT -> Cost.CPU;
                    };
        };
    }

    ApiResponse sign(Exchange exchange) {
        KeyOperationsParameters body = KeyOperationsParameters.parse(exchange.body());
        KeyUse use = use(exchange, KeyOperation.SIGN);
        String kid = KeyBodies.kid(exchange, use.key());
        byte[] signature = use.sign(kid, signatureAlgorithm(body.alg()), body.value());
        return Bodies.ok(new KeyOperationResult(kid, signature));
    }

    ApiResponse verify(Exchange exchange) {
        KeyVerifyParameters body = KeyVerifyParameters.parse(exchange.body());
        KeyUse use = use(exchange, KeyOperation.VERIFY);
        String kid = KeyBodies.kid(exchange, use.key());
        return Bodies.ok(
                new KeyVerifyResult(
                        use.verify(
                                kid, signatureAlgorithm(body.alg()), body.digest(), body.value())));
    }

    /// Encrypt and wrapKey differ in name and right alone.
    Handler encrypt(KeyOperation operation) {
        return exchange -> {
            KeyOperationsParameters body = KeyOperationsParameters.parse(exchange.body());
            KeyUse use = use(exchange, operation);
            String kid = KeyBodies.kid(exchange, use.key());
            byte[] plaintext = body.value();
            byte[] result = use.encrypt(kid, encryptionAlgorithm(body.alg()), plaintext);
            Arrays.fill(plaintext, (byte) 0);
            return Bodies.ok(new KeyOperationResult(kid, result));
        };
    }

    /// Decrypt and unwrapKey differ in name and right alone.
    Handler decrypt(KeyOperation operation) {
        return exchange -> {
            KeyOperationsParameters body = KeyOperationsParameters.parse(exchange.body());
            KeyUse use = use(exchange, operation);
            String kid = KeyBodies.kid(exchange, use.key());
            byte[] plaintext = use.decrypt(kid, encryptionAlgorithm(body.alg()), body.value());
            ApiResponse answer = Bodies.ok(new KeyOperationResult(kid, plaintext));
            Arrays.fill(plaintext, (byte) 0);
            return answer;
        };
    }

    private KeyUse use(Exchange exchange, KeyOperation operation) {
        KeyUse use =
                keys.use(
                        exchange.vault(),
                        Bodies.name(exchange),
                        Bodies.version(exchange),
                        operation);
        KeyBodies.audited(exchange, use.key());
        return use;
    }

    private static SignatureAlgorithm signatureAlgorithm(String name) {
        return SignatureAlgorithm.parse(name)
                .orElseThrow(() ->
                        new VaultException(
                                new VaultError.BadParameter(
                                        "alg",
                                        "a signature algorithm such as RS256, PS256 or"
                                                + " ES256")));
    }

    private static EncryptionAlgorithm encryptionAlgorithm(String name) {
        return EncryptionAlgorithm.parse(name)
                .orElseThrow(() ->
                        new VaultException(
                                new VaultError.BadParameter(
                                        "alg", "RSA1_5, RSA-OAEP or RSA-OAEP-256")));
    }
}
