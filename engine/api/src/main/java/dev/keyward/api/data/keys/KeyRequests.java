package dev.keyward.api.data.keys;

import dev.keyward.api.data.objects.ApiVersion;
import dev.keyward.api.data.objects.Bodies;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.model.AkpAlgorithm;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.OkpCurve;
import dev.keyward.model.Printable;
import dev.keyward.model.Protection;
import dev.keyward.model.ReleasePolicy;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.outside.release.ReleaseRules;
import dev.keyward.vault.keys.NewKey;
import dev.keyward.vault.keys.ReleaseChange;
import dev.keyward.vault.vaults.Sku;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.RefusedRequest;
import dev.keyward.wire.Required;
import dev.keyward.wire.keys.ImportedKey;
import dev.keyward.wire.keys.KeyCreateParameters;
import dev.keyward.wire.keys.KeyImportParameters;
import dev.keyward.wire.keys.ReleasePolicyBody;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What requests say of keys, turned into the domain's words. Every method throws `VaultException`
/// with `BadParameter` or `BadRequestText` for what can't be had.
final class KeyRequests {
    private static final int DEFAULT_MODULUS_BITS = 2048;
    private static final int DEFAULT_OCT_BITS = 256;
    private static final int LONGEST_TAG = 256;
    private static final long PUBLIC_EXPONENT = 65_537;

    private KeyRequests() {}

    static KeyParameters parameters(Exchange exchange, KeyCreateParameters body) {
        return switch (kind(exchange, body.kty())) {
            case RSA -> {
                // The Java client sends 0 where its user named none.
                if (body.publicExponent() != null
                        && body.publicExponent() != 0
                        && body.publicExponent() != PUBLIC_EXPONENT) {
                    throw refused("public_exponent", "65537");
                }
                yield new KeyParameters.Rsa(
                        body.keySize() == null ? DEFAULT_MODULUS_BITS : body.keySize());
            }
            // Old clients send key_size with EC as well; the curve alone counts.
            case EC ->
                    new KeyParameters.Ec(
                            body.crv() == null ? Curve.P_256 : curve("crv", body.crv()));
            case OCT -> {
                int bits = body.keySize() == null ? DEFAULT_OCT_BITS : body.keySize();
                // Longer ones are for HMAC and come from outside.
                if (bits > DEFAULT_OCT_BITS) {
                    throw refused("key_size", "128, 192 or 256");
                }
                yield new KeyParameters.Oct(bits);
            }
            case AKP -> new KeyParameters.Akp(akp("alg", Required.member("alg", body.alg())));
            case OKP ->
                    new KeyParameters.Okp(
                            body.crv() == null ? OkpCurve.ED25519 : okp("crv", body.crv()));
        };
    }

    static Protection protection(KeyImportParameters body) {
        return body.hsm() != null && body.hsm() ? Protection.HSM : Protection.of(body.key().kty());
    }

    static NewKey newKey(Exchange exchange, KeyCreateParameters body) {
        return new NewKey(
                operations(body.keyOps()),
                tags(body.tags()),
                Bodies.change(body.attributes()),
                release(exchange, body.attributes(), body.releasePolicy()));
    }

    static NewKey newKey(Exchange exchange, KeyImportParameters body) {
        return new NewKey(
                operations(body.key().keyOps()),
                tags(body.tags()),
                Bodies.change(body.attributes()),
                release(exchange, body.attributes(), body.releasePolicy()));
    }

    /// Those of keys are shorter than those of secrets (data-plane-common.md, section 7).
    static Tags tags(@Nullable Map<String, String> tags) {
        return Bodies.tags(tags).ofAtMost(LONGEST_TAG);
    }

    static PrivateKeyParts parts(Exchange exchange, KeyImportParameters body) {
        ImportedKey key = body.key();
        ImportedKey.PrivateParts secret = key.secret();
        return switch (kind(exchange, key.kty())) {
            case RSA ->
                    new PrivateKeyParts.Rsa(
                            Required.member("key.n", key.n()),
                            Required.member("key.e", key.e()),
                            Required.member("key.d", secret.d()),
                            crt(secret));
            case EC ->
                    EcNumbers.parts(
                            curve("key.crv", Required.member("key.crv", key.crv())),
                            Required.member("key.x", key.x()),
                            Required.member("key.y", key.y()),
                            Required.member("key.d", secret.d()));
            case OCT -> new PrivateKeyParts.Oct(Required.member("key.k", secret.k()));
            case AKP ->
                    new PrivateKeyParts.Akp(
                            akp("key.alg", Required.member("key.alg", key.alg())),
                            Required.member("key.pub", key.pub()),
                            Required.member("key.priv", secret.priv()));
            case OKP ->
                    new PrivateKeyParts.Okp(
                            okp("key.crv", Required.member("key.crv", key.crv())),
                            Required.member("key.x", key.x()),
                            Required.member("key.d", secret.d()));
        };
    }

    /// Taken whole or derived anew.
    private static PrivateKeyParts.@Nullable Crt crt(ImportedKey.PrivateParts secret) {
        return secret.p() == null
                        || secret.q() == null
                        || secret.dp() == null
                        || secret.dq() == null
                        || secret.qi() == null
                ? null
                : new PrivateKeyParts.Crt(
                        secret.p(), secret.q(), secret.dp(), secret.dq(), secret.qi());
    }

    /// @return null where none is named
    static @Nullable List<KeyOperation> operations(@Nullable List<String> words) {
        if (words == null || words.isEmpty()) {
            return null;
        }
        List<KeyOperation> operations = new ArrayList<>();
        for (String word : words) {
            KeyOperation operation =
                    KeyOperation.parse(word)
                            .orElseThrow(() ->
                                    refused("key_ops", "words such as sign, verify, wrapKey"));
            if (!operations.contains(operation)) {
                operations.add(operation);
            }
        }
        return operations;
    }

    /// What is said of the key's leaving the vault (data-plane-keys.md, section 7).
    static ReleaseChange release(
            Exchange exchange, ObjectAttributes attributes, @Nullable ReleasePolicyBody body) {
        if (Boolean.TRUE.equals(attributes.exportable())
                && (exchange.vault().settings().sku() == Sku.STANDARD
                        || !ApiVersion.V7_3_PREVIEW.isKnownTo(exchange))) {
            throw new VaultException(
                    new VaultError.BadRequestText(
                            "AKV.SKR.1001: The exportable attribute is only supported with premium"
                                    + " vaults and API version >= '7.3-preview'."));
        }
        return new ReleaseChange(
                attributes.exportable(), body == null ? null : releasePolicy(body));
    }

    private static ReleasePolicy releasePolicy(ReleasePolicyBody body) {
        byte[] data = Required.member("release_policy.data", body.data());
        String document;
        try {
            document = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
        } catch (CharacterCodingException malformed) {
            throw refused("release_policy.data", "a JSON object, encoded with base64url");
        }
        ReleasePolicy policy =
                new ReleasePolicy(
                        body.contentType() == null
                                ? ReleasePolicy.STANDARD_CONTENT_TYPE
                                : body.contentType(),
                        document,
                        Boolean.TRUE.equals(body.immutable()));
        ReleaseRules.parse(document);
        return policy;
    }

    /// Refuses an operation that the version of the request doesn't know.
    ///
    /// @throws RefusedRequest as for an address that isn't there
    static void require(ApiVersion since, Exchange exchange) {
        if (!since.isKnownTo(exchange)) {
            throw RefusedRequest.nothingHere();
        }
    }

    /// Refuses a member that the version of the request doesn't know.
    static void requireMember(ApiVersion since, Exchange exchange, String member) {
        if (!since.isKnownTo(exchange)) {
            throw refused(member, "absent in this api-version");
        }
    }

    /// @throws VaultException with `KeyTypeNotSupported`
    static void checkType(Exchange exchange, String kty) {
        kind(exchange, kty);
    }

    private enum Kind {
        RSA,
        EC,
        OCT,
        AKP,
        OKP
    }

    private static Kind kind(Exchange exchange, String kty) {
        String bare = Protection.bareKty(kty);
        for (Kind kind : Kind.values()) {
            if (kind.name().equalsIgnoreCase(bare)) {
                boolean known =
                        switch (kind) {
                            case RSA, EC, OCT -> true;
                            case AKP, OKP -> ApiVersion.V2026_05_01_PREVIEW.isKnownTo(exchange);
                        };
                if (known) {
                    return kind;
                }
            }
        }
        throw new VaultException(new VaultError.KeyTypeNotSupported(Printable.name(kty)));
    }

    private static AkpAlgorithm akp(String parameter, String name) {
        return AkpAlgorithm.parse(name)
                .orElseThrow(() ->
                        refused(
                                parameter,
                                "ML-DSA-44, ML-DSA-65, ML-DSA-87, ML-KEM-512, ML-KEM-768 or"
                                        + " ML-KEM-1024"));
    }

    private static OkpCurve okp(String parameter, String name) {
        return OkpCurve.parse(name).orElseThrow(() -> refused(parameter, "Ed25519 or X25519"));
    }

    private static Curve curve(String parameter, String name) {
        return Curve.parse(name)
                .orElseThrow(() -> refused(parameter, "P-256, P-384, P-521 or P-256K"));
    }

    private static VaultException refused(String parameter, String mustBe) {
        return new VaultException(new VaultError.BadParameter(parameter, mustBe));
    }
}
