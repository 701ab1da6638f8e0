package dev.keyward.api.data.keys;

import dev.keyward.api.data.objects.ApiVersion;
import dev.keyward.api.data.objects.Bodies;
import dev.keyward.api.data.objects.ObjectShape;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.Protection;
import dev.keyward.model.ReleasePolicy;
import dev.keyward.vault.keys.Key;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.keys.JsonWebKey;
import dev.keyward.wire.keys.KeyBundle;
import dev.keyward.wire.keys.KeyItem;
import dev.keyward.wire.keys.ReleasePolicyBody;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keys as answers show them.
final class KeyBodies {
    static final ObjectShape<Key, KeyItem> SHAPE =
            new ObjectShape<>(
                    Key::name,
                    Key::version,
                    KeyBodies::bundle,
                    KeyBodies::item,
                    KeyBodies::audited,
                    (_, _) -> true);

    private KeyBodies() {}

    /// Without version.
    static String id(Exchange exchange, Key key) {
        return Bodies.id(exchange, ObjectKind.KEY, key.name());
    }

    static String kid(Exchange exchange, Key key) {
        return id(exchange, key) + "/" + key.version();
    }

    static KeyBundle bundle(Exchange exchange, Key key) {
        String kid = kid(exchange, key);
        String kty = key.kty();
        List<String> operations = operations(key);
        JsonWebKey jwk =
                switch (key.publicParts()) {
                    case PublicKeyParts.Rsa rsa ->
                            JsonWebKey.rsa(kid, kty, operations, rsa.n(), rsa.e());
                    case PublicKeyParts.Ec ec ->
                            JsonWebKey.ec(
                                    kid, kty, operations, ec.curve().joseName(), ec.x(), ec.y());
                    case PublicKeyParts.Oct _ -> JsonWebKey.oct(kid, kty, operations);
                    case PublicKeyParts.Okp okp ->
                            JsonWebKey.okp(kid, kty, operations, okp.curve().joseName(), okp.x());
                    case PublicKeyParts.Akp akp ->
                            JsonWebKey.akp(
                                    kid, kty, operations, akp.algorithm().joseName(), akp.pub());
                };
        return new KeyBundle(
                jwk,
                attributes(exchange, key),
                Bodies.tags(key.tags()),
                Bodies.managed(key.managed()),
                releasePolicy(exchange, key),
                Bodies.deletion(exchange, ObjectKind.KEY, key.name(), key.deletion()));
    }

    private static @Nullable ReleasePolicyBody releasePolicy(Exchange exchange, Key key) {
        ReleasePolicy policy = key.releasePolicy();
        return policy == null || !ApiVersion.V7_3_PREVIEW.isKnownTo(exchange)
                ? null
                : new ReleasePolicyBody(
                        policy.contentType(),
                        policy.document().getBytes(StandardCharsets.UTF_8),
                        policy.immutable() ? true : null);
    }

    static KeyItem item(Exchange exchange, Key key, String kid) {
        return new KeyItem(
                kid,
                attributes(exchange, key),
                Bodies.tags(key.tags()),
                Bodies.managed(key.managed()),
                Bodies.deletion(exchange, ObjectKind.KEY, key.name(), key.deletion()));
    }

    private static ObjectAttributes attributes(Exchange exchange, Key key) {
        // The platform of a hardware key is told by the module; there is none here yet.
        String platform =
                ApiVersion.V7_5.isKnownTo(exchange) && key.protection() == Protection.SOFTWARE
                        ? "0"
                        : null;
        Integer size =
                key.parameters() instanceof KeyParameters.Oct oct
                                && ApiVersion.V2026_01_01_PREVIEW.isKnownTo(exchange)
                        ? (Integer) oct.bits()
                        : null;
        ObjectAttributes.KeyFacts facts =
                platform == null && size == null
                        ? null
                        : new ObjectAttributes.KeyFacts(platform, size);
        return Bodies.attributes(exchange, key.attributes(), facts);
    }

    static List<String> operations(Key key) {
        return key.operations().stream().map(KeyOperation::joseName).toList();
    }

    /// Tells the audit record which key it was.
    static void audited(Exchange exchange, Key key) {
        exchange.audit().key(key.kty(), key.parameters(), operations(key), key.attributes());
    }
}
