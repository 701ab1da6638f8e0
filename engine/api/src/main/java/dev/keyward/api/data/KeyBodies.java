package dev.keyward.api.data;

import dev.keyward.api.Exchange;
import dev.keyward.crypto.PublicKeyParts;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.ObjectKind;
import dev.keyward.vault.Key;
import dev.keyward.wire.keys.DeletedKeyBundle;
import dev.keyward.wire.keys.JsonWebKey;
import dev.keyward.wire.keys.KeyBundle;
import dev.keyward.wire.keys.KeyItem;
import java.util.List;

/// Keys as answers show them.
final class KeyBodies {
    static final ObjectShape<Key, KeyItem> SHAPE =
            new ObjectShape<>(
                    Key::name,
                    Key::version,
                    KeyBodies::bundle,
                    KeyBodies::deletedBundle,
                    KeyBodies::item,
                    KeyBodies::audited);

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
        String kty = key.parameters().kty();
        List<String> operations = operations(key);
        JsonWebKey jwk =
                switch (key.publicParts()) {
                    case PublicKeyParts.Rsa rsa ->
                            JsonWebKey.rsa(kid, kty, operations, rsa.n(), rsa.e());
                    case PublicKeyParts.Ec ec ->
                            JsonWebKey.ec(
                                    kid, kty, operations, ec.curve().joseName(), ec.x(), ec.y());
                };
        return new KeyBundle(
                jwk,
                Bodies.attributes(exchange.vault(), key.attributes()),
                Bodies.tags(key.tags()),
                null);
    }

    static DeletedKeyBundle deletedBundle(Exchange exchange, Key key) {
        return new DeletedKeyBundle(
                Bodies.deletion(exchange, ObjectKind.KEY, key.name(), key.deletion()),
                bundle(exchange, key));
    }

    static KeyItem item(Exchange exchange, Key key, String kid) {
        return new KeyItem(
                kid,
                Bodies.attributes(exchange.vault(), key.attributes()),
                Bodies.tags(key.tags()),
                null,
                Bodies.deletion(exchange, ObjectKind.KEY, key.name(), key.deletion()));
    }

    static List<String> operations(Key key) {
        return key.operations().stream().map(KeyOperation::joseName).toList();
    }

    /// Tells the audit record which key it was.
    static void audited(Exchange exchange, Key key) {
        exchange.audit().key(key.parameters(), operations(key), key.attributes());
    }
}
