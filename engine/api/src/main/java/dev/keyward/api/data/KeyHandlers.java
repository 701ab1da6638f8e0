package dev.keyward.api.data;

import dev.keyward.api.ApiResponse;
import dev.keyward.api.Cost;
import dev.keyward.api.Exchange;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Protection;
import dev.keyward.model.Tags;
import dev.keyward.vault.Evidence;
import dev.keyward.vault.Key;
import dev.keyward.vault.KeyChange;
import dev.keyward.vault.VaultKeys;
import dev.keyward.wire.keys.KeyCreateParameters;
import dev.keyward.wire.keys.KeyImportParameters;
import dev.keyward.wire.keys.KeyUpdateParameters;

/// The operations that make, show and change keys (data-plane-keys, section 1, 1 to 4).
final class KeyHandlers {
    private final VaultKeys keys;

    KeyHandlers(VaultKeys keys) {
        this.keys = keys;
    }

    /// Finding RSA primes takes long; an EC key is made in no time.
    Cost costOfCreate(Exchange exchange) {
        KeyCreateParameters body = KeyCreateParameters.parse(exchange.body());
        return switch (KeyRequests.parameters(exchange, body)) {
            case KeyParameters.Rsa _ -> Cost.GENERATION;
            case KeyParameters.Ec _,
                    KeyParameters.Oct _,
                    KeyParameters.Akp _,
                    KeyParameters.Okp _ ->
                    Cost.STORE;
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
                                KeyRequests.parameters(exchange, body),
                                Protection.of(body.kty()),
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
                                KeyRequests.parts(exchange, body),
                                KeyRequests.protection(body),
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

    private static Evidence<Key> recorded(Exchange exchange) {
        return key -> {
            KeyBodies.audited(exchange, key);
            return exchange.evidence(200).get();
        };
    }
}
