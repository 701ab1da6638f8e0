package dev.keyward.api.data;

import dev.keyward.crypto.PrivateKeyParts;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.NewKey;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.Required;
import dev.keyward.wire.keys.ImportedKey;
import dev.keyward.wire.keys.KeyCreateParameters;
import dev.keyward.wire.keys.KeyImportParameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What requests say of keys, turned into the domain's words. Every method throws `VaultException`
/// with `BadParameter` or `BadRequestText` for what can't be had.
final class KeyRequests {
    private static final int DEFAULT_MODULUS_BITS = 2048;
    private static final long PUBLIC_EXPONENT = 65_537;

    private KeyRequests() {}

    static KeyParameters parameters(KeyCreateParameters body) {
        return switch (kind(body.kty())) {
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
        };
    }

    static NewKey newKey(KeyCreateParameters body) {
        checkRelease(body.attributes(), body.hasReleasePolicy());
        return new NewKey(
                operations(body.keyOps()),
                Bodies.tags(body.tags()),
                Bodies.change(body.attributes()));
    }

    static NewKey newKey(KeyImportParameters body) {
        checkRelease(body.attributes(), body.hasReleasePolicy());
        return new NewKey(
                operations(body.key().keyOps()),
                Bodies.tags(body.tags()),
                Bodies.change(body.attributes()));
    }

    static PrivateKeyParts parts(KeyImportParameters body) {
        if (body.hsm() != null && body.hsm()) {
            throw refused("Hsm", "false, since this vault has software keys");
        }
        ImportedKey key = body.key();
        if (key.hsmBlob() != null) {
            throw refused("key.key_hsm", "absent, since this vault has software keys");
        }
        ImportedKey.PrivateParts secret = key.secret();
        return switch (kind(key.kty())) {
            case RSA ->
                    new PrivateKeyParts.Rsa(
                            Required.member("key.n", key.n()),
                            Required.member("key.e", key.e()),
                            Required.member("key.d", secret.d()),
                            crt(secret));
            case EC ->
                    new PrivateKeyParts.Ec(
                            curve("key.crv", Required.member("key.crv", key.crv())),
                            Required.member("key.x", key.x()),
                            Required.member("key.y", key.y()),
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

    /// Keys never leave, so nothing may promise that one does (data-plane-keys, section 7).
    static void checkRelease(ObjectAttributes attributes, boolean hasReleasePolicy) {
        boolean exportable = attributes.exportable() != null && attributes.exportable();
        if (hasReleasePolicy && !exportable) {
            throw new VaultException(
                    new VaultError.BadRequestText(
                            "AKV.SKR.1005: Non-exportable keys must not have release policy."));
        }
        if (exportable) {
            throw refused("attributes.exportable", "false, since this vault has software keys");
        }
    }

    private enum Kind {
        RSA,
        EC
    }

    private static Kind kind(String kty) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equalsIgnoreCase(kty)) {
                return kind;
            }
        }
        throw refused("kty", "RSA or EC");
    }

    private static Curve curve(String parameter, String name) {
        for (Curve curve : Curve.values()) {
            if (curve.joseName().equalsIgnoreCase(name)) {
                return curve;
            }
        }
        throw refused(parameter, "P-256, P-384, P-521 or P-256K");
    }

    private static VaultException refused(String parameter, String mustBe) {
        return new VaultException(new VaultError.BadParameter(parameter, mustBe));
    }
}
