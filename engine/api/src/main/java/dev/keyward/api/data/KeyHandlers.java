package dev.keyward.api.data;

import dev.keyward.api.ApiResponse;
import dev.keyward.api.Cost;
import dev.keyward.api.Exchange;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultException;
import dev.keyward.vault.Evidence;
import dev.keyward.vault.Key;
import dev.keyward.vault.KeyChange;
import dev.keyward.vault.VaultKeys;
import dev.keyward.wire.BackupBlob;
import dev.keyward.wire.keys.KeyCreateParameters;
import dev.keyward.wire.keys.KeyImportParameters;
import dev.keyward.wire.keys.KeyUpdateParameters;

/// The operations that manage keys (data-plane-keys, section 1, 1 to 13).
final class KeyHandlers {
    private static final String KEYS = "/" + ObjectKind.KEY.collection();
    private static final String DELETED = "/" + ObjectKind.KEY.deletedCollection();

    private final VaultKeys keys;
    private final Cursors cursors;

    KeyHandlers(VaultKeys keys, Cursors cursors) {
        this.keys = keys;
        this.cursors = cursors;
    }

    /// Finding RSA primes takes long; an EC key is made in no time.
    Cost costOfCreate(Exchange exchange) {
        return switch (KeyRequests.parameters(KeyCreateParameters.parse(exchange.body()))) {
            case KeyParameters.Rsa _ -> Cost.GENERATION;
            case KeyParameters.Ec _ -> Cost.STORE;
        };
    }

    ApiResponse create(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        KeyCreateParameters body = KeyCreateParameters.parse(exchange.body());
        Key made =
                exchange.await(
                        keys.create(
                                exchange.vault(),
                                name,
                                KeyRequests.parameters(body),
                                KeyRequests.newKey(body),
                                recorded(exchange)));
        return Bodies.ok(KeyBodies.bundle(exchange, made));
    }

    ApiResponse importKey(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        KeyImportParameters body = KeyImportParameters.parse(exchange.body());
        Key made =
                exchange.await(
                        keys.importKey(
                                exchange.vault(),
                                name,
                                KeyRequests.parts(body),
                                KeyRequests.newKey(body),
                                recorded(exchange)));
        return Bodies.ok(KeyBodies.bundle(exchange, made));
    }

    Cost costOfGet(Exchange exchange) {
        return keys.inMemory(exchange.vault(), Bodies.name(exchange), Bodies.version(exchange))
                        .isPresent()
                ? Cost.MEMORY
                : Cost.STORE;
    }

    ApiResponse get(Exchange exchange) {
        Key key = keys.get(exchange.vault(), Bodies.name(exchange), Bodies.version(exchange));
        KeyBodies.audited(exchange, key);
        return Bodies.ok(KeyBodies.bundle(exchange, key));
    }

    ApiResponse update(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        KeyUpdateParameters body = KeyUpdateParameters.parse(exchange.body());
        KeyRequests.checkRelease(body.attributes(), body.hasReleasePolicy());
        KeyChange change =
                new KeyChange(
                        KeyRequests.operations(body.keyOps()),
                        body.tags() == null ? null : new Tags(body.tags()),
                        Bodies.change(body.attributes()));
        Key changed =
                exchange.await(
                        keys.update(
                                exchange.vault(),
                                name,
                                Bodies.version(exchange),
                                change,
                                recorded(exchange)));
        return Bodies.ok(KeyBodies.bundle(exchange, changed));
    }

    ApiResponse delete(Exchange exchange) {
        Key deleted =
                exchange.await(
                        keys.delete(exchange.vault(), Bodies.name(exchange), recorded(exchange)));
        return Bodies.ok(KeyBodies.deletedBundle(exchange, deleted));
    }

    ApiResponse list(Exchange exchange) {
        Cursors.Wanted wanted = cursors.wanted(exchange, KEYS);
        return Bodies.ok(
                cursors.page(
                        exchange,
                        KEYS,
                        wanted.limit(),
                        keys.list(exchange.vault(), wanted.after(), wanted.limit()),
                        key -> KeyBodies.item(exchange, key, KeyBodies.id(exchange, key))));
    }

    ApiResponse versions(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        String path = KEYS + "/" + name + "/versions";
        Cursors.Wanted wanted = cursors.wanted(exchange, path);
        return Bodies.ok(
                cursors.page(
                        exchange,
                        path,
                        wanted.limit(),
                        keys.versions(exchange.vault(), name, wanted.after(), wanted.limit()),
                        key -> KeyBodies.item(exchange, key, KeyBodies.kid(exchange, key))));
    }

    ApiResponse listDeleted(Exchange exchange) {
        Cursors.Wanted wanted = cursors.wanted(exchange, DELETED);
        return Bodies.ok(
                cursors.page(
                        exchange,
                        DELETED,
                        wanted.limit(),
                        keys.listDeleted(exchange.vault(), wanted.after(), wanted.limit()),
                        key -> KeyBodies.item(exchange, key, KeyBodies.id(exchange, key))));
    }

    ApiResponse getDeleted(Exchange exchange) {
        Key key = keys.getDeleted(exchange.vault(), Bodies.name(exchange));
        KeyBodies.audited(exchange, key);
        return Bodies.ok(KeyBodies.deletedBundle(exchange, key));
    }

    ApiResponse purge(Exchange exchange) {
        exchange.await(
                keys.purge(
                        exchange.vault(),
                        Bodies.name(exchange),
                        _ -> exchange.evidence(204).get()));
        return ApiResponse.empty(204);
    }

    ApiResponse recover(Exchange exchange) {
        Key recovered =
                exchange.await(
                        keys.recover(exchange.vault(), Bodies.name(exchange), recorded(exchange)));
        return Bodies.ok(KeyBodies.bundle(exchange, recovered));
    }

    ApiResponse backup(Exchange exchange) {
        return Bodies.ok(new BackupBlob(keys.backup(exchange.vault(), Bodies.name(exchange))));
    }

    ApiResponse restore(Exchange exchange) {
        BackupBlob blob = BackupBlob.parse(exchange.body());
        try {
            Key restored =
                    exchange.await(
                            keys.restore(
                                    exchange.vault(),
                                    blob.value(),
                                    key -> {
                                        exchange.audit().object(KeyBodies.id(exchange, key));
                                        return recorded(exchange).of(key);
                                    }));
            return Bodies.ok(KeyBodies.bundle(exchange, restored));
        } catch (VaultException refusal) {
            throw Bodies.located(exchange, refusal);
        }
    }

    private static Evidence<Key> recorded(Exchange exchange) {
        return key -> {
            KeyBodies.audited(exchange, key);
            return exchange.evidence(200).get();
        };
    }
}
