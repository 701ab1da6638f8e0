package dev.keyward.api.data.keys;

import dev.keyward.api.data.objects.ApiVersion;
import dev.keyward.api.data.objects.Bodies;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Plan;
import dev.keyward.api.operation.Planner;
import dev.keyward.crypto.keys.CipherParts;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Protection;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.keys.Key;
import dev.keyward.vault.keys.KeyUse;
import dev.keyward.vault.keys.VaultKeys;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import dev.keyward.wire.keys.KeyOperationResult;
import dev.keyward.wire.keys.KeyOperationsParameters;
import dev.keyward.wire.keys.KeySignParameters;
import dev.keyward.wire.keys.KeyVerifyParameters;
import dev.keyward.wire.keys.KeyVerifyResult;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The operations that use keys (data-plane-keys.md, section 1, 14 to 19).
final class CryptoHandlers {
    private static final byte[] NO_CONTEXT = {};

    private final VaultKeys keys;

    CryptoHandlers(VaultKeys keys) {
        this.keys = keys;
    }

    /// A key that isn't open yet has to be read and opened first.
    ///
    /// @param work given the key once it asks for it, which may be refused
    private Plan plan(
            Exchange exchange,
            KeyOperation operation,
            Function<Supplier<KeyUse>, ApiResponse> work) {
        Vault vault = exchange.vault();
        ObjectName name = Bodies.name(exchange);
        String version = Bodies.version(exchange);
        return keys.ready(vault, name, version)
                .map(key ->
                        new Plan(
                                cost(key.key(), operation),
                                weight(key.key()),
                                () -> work.apply(() -> audited(exchange, key.use(operation)))))
                .orElseGet(() ->
                        Plan.of(
                                Cost.STORE,
                                () ->
                                        work.apply(() ->
                                                audited(
                                                        exchange,
                                                        keys.use(
                                                                vault, name, version,
                                                                operation)))));
    }

    private static KeyUse audited(Exchange exchange, KeyUse use) {
        KeyBodies.audited(exchange, use.key());
        return use;
    }

    /// What Azure counts a use of the key for, the weights of all in one sum (data-plane-common.md,
    /// section 12). The first use of a key that isn't open yet counts for one.
    private static int weight(Key key) {
        int byHardware = key.protection() == Protection.HSM ? 2 : 1;
        return byHardware
                * switch (key.parameters()) {
                    case KeyParameters.Rsa rsa ->
                            switch (rsa.modulusBits()) {
                                case 2048 -> 1;
                                case 3072 -> 4;
                                default -> 8;
                            };
                    case KeyParameters.Ec _,
                            KeyParameters.Oct _,
                            KeyParameters.Akp _,
                            KeyParameters.Okp _ ->
                            1;
                };
    }

    /// By what was measured (performance.md, section 2): P-256, Curve25519, AES, ML-KEM and public
    /// RSA operations take some ten microseconds, everything else ten times that and more. A
    /// hardware module is waited for.
    private static Cost cost(Key key, KeyOperation operation) {
        if (key.protection() == Protection.HSM) {
            return Cost.STORE;
        }
        return switch (key.parameters()) {
            case KeyParameters.Ec ec -> ec.curve() == Curve.P_256 ? Cost.MEMORY : Cost.CPU;
            case KeyParameters.Rsa _ ->
                    switch (operation) {
                        case ENCRYPT, WRAP_KEY, VERIFY -> Cost.MEMORY;
                        case DECRYPT, UNWRAP_KEY, SIGN, IMPORT, EXPORT -> Cost.CPU;
                    };
            case KeyParameters.Oct _, KeyParameters.Okp _ -> Cost.MEMORY;
            case KeyParameters.Akp akp -> akp.algorithm().isSignature() ? Cost.CPU : Cost.MEMORY;
        };
    }

    Plan sign(Exchange exchange) {
        return plan(
                exchange,
                KeyOperation.SIGN,
                key -> {
                    KeySignParameters body = KeySignParameters.parse(exchange.body());
                    KeyUse use = key.get();
                    String kid = KeyBodies.kid(exchange, use.key());
                    return Bodies.ok(
                            new KeyOperationResult(kid, signature(exchange, use, kid, body)));
                });
    }

    private static byte[] signature(
            Exchange exchange, KeyUse use, String kid, KeySignParameters body) {
        byte[] mu = body.externalMu();
        if (mu != null) {
            checkMu(exchange, body.alg(), body.value(), body.context());
            return use.contextSigner().signMu(mu);
        }
        var algorithm = Algorithms.signature(exchange, Required.member("alg", body.alg()));
        byte[] value = Required.member("value", body.value());
        byte[] context = context(exchange, body.context());
        if (context.length == 0) {
            return use.sign(kid, algorithm, value);
        }
        use.check(kid, algorithm);
        return use.contextSigner().signMessage(value, context);
    }

    Plan verify(Exchange exchange) {
        return plan(
                exchange,
                KeyOperation.VERIFY,
                key -> {
                    KeyVerifyParameters body = KeyVerifyParameters.parse(exchange.body());
                    KeyUse use = key.get();
                    String kid = KeyBodies.kid(exchange, use.key());
                    return Bodies.ok(new KeyVerifyResult(isVerified(exchange, use, kid, body)));
                });
    }

    private static boolean isVerified(
            Exchange exchange, KeyUse use, String kid, KeyVerifyParameters body) {
        byte[] mu = body.externalMu();
        if (mu != null) {
            checkMu(exchange, body.alg(), body.digest(), body.context());
            return use.contextSigner().verifyMu(mu, body.value());
        }
        var algorithm = Algorithms.signature(exchange, Required.member("alg", body.alg()));
        byte[] digest = Required.member("digest", body.digest());
        byte[] context = context(exchange, body.context());
        if (context.length == 0) {
            return use.verify(kid, algorithm, digest, body.value());
        }
        use.check(kid, algorithm);
        return use.contextSigner().verifyMessage(digest, context, body.value());
    }

    /// `mu` stands for algorithm, context and message.
    private static void checkMu(
            Exchange exchange,
            @Nullable String alg,
            byte @Nullable [] message,
            byte @Nullable [] context) {
        KeyRequests.requireMember(ApiVersion.V2026_05_01_PREVIEW, exchange, "external_mu");
        if (alg != null || message != null || context != null) {
            throw new VaultException(
                    new VaultError.BadParameter(
                            "external_mu", "given without alg, value, digest and context"));
        }
    }

    private static byte[] context(Exchange exchange, byte @Nullable [] context) {
        if (context == null) {
            return NO_CONTEXT;
        }
        KeyRequests.requireMember(ApiVersion.V2026_05_01_PREVIEW, exchange, "context");
        return context;
    }

    /// Encrypt and wrapKey differ in name, right and algorithms.
    Planner encrypt(KeyOperation operation) {
        return exchange ->
                plan(
                        exchange,
                        operation,
                        key ->
                                encrypted(
                                        exchange,
                                        KeyOperationsParameters.parse(exchange.body()),
                                        key));
    }

    /// Wipes the plaintext, whatever becomes of it.
    static ApiResponse encrypted(
            Exchange exchange, KeyOperationsParameters body, Supplier<KeyUse> key) {
        try (body) {
            KeyUse use = key.get();
            String kid = KeyBodies.kid(exchange, use.key());
            CipherParts result =
                    use.encrypt(kid, Algorithms.encryption(exchange, body.alg()), parts(body));
            return Bodies.ok(
                    new KeyOperationResult(
                            kid, result.value(), result.iv(), result.tag(), result.aad()));
        }
    }

    /// Decrypt and unwrapKey differ in name, right and algorithms.
    Planner decrypt(KeyOperation operation) {
        return exchange ->
                plan(
                        exchange,
                        operation,
                        key ->
                                decrypted(
                                        exchange,
                                        KeyOperationsParameters.parse(exchange.body()),
                                        key));
    }

    private static ApiResponse decrypted(
            Exchange exchange, KeyOperationsParameters body, Supplier<KeyUse> key) {
        KeyUse use = key.get();
        String kid = KeyBodies.kid(exchange, use.key());
        byte[] plaintext =
                use.decrypt(kid, Algorithms.encryption(exchange, body.alg()), parts(body));
        return shown(new KeyOperationResult(kid, plaintext), Bodies::ok);
    }

    /// Wipes the plaintext, whatever becomes of it.
    static ApiResponse shown(KeyOperationResult plaintext, Function<WireBody, ApiResponse> how) {
        try (plaintext) {
            return how.apply(plaintext);
        }
    }

    private static CipherParts parts(KeyOperationsParameters body) {
        return new CipherParts(body.value(), body.iv(), body.tag(), body.aad());
    }
}
