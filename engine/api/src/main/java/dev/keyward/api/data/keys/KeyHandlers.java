package dev.keyward.api.data.keys;

import dev.keyward.api.data.objects.ApiVersion;
import dev.keyward.api.data.objects.Bodies;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Handler;
import dev.keyward.api.operation.Plan;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Protection;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.keys.Key;
import dev.keyward.vault.keys.KeyChange;
import dev.keyward.vault.keys.VaultKeys;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.wire.keys.KeyCreateParameters;
import dev.keyward.wire.keys.KeyImportParameters;
import dev.keyward.wire.keys.KeyUpdateParameters;
import java.util.concurrent.CompletionStage;

/// The operations that make, show and change keys (data-plane-keys.md, section 1, 1 to 4).
final class KeyHandlers {
    private final VaultKeys keys;

    KeyHandlers(VaultKeys keys) {
        this.keys = keys;
    }

    /// Finding RSA primes takes long; an EC key is made in no time.
    Plan create(Exchange exchange) {
        KeyCreateParameters body = KeyCreateParameters.parse(exchange.body());
        KeyParameters parameters = KeyRequests.parameters(exchange, body);
        Cost cost =
                switch (parameters) {
                    case KeyParameters.Rsa _ -> Cost.GENERATION;
                    case KeyParameters.Ec _,
                            KeyParameters.Oct _,
                            KeyParameters.Akp _,
                            KeyParameters.Okp _ ->
                            Cost.STORE;
                };
        return Plan.of(cost, () -> create(exchange, body, parameters));
    }

    private ApiResponse create(
            Exchange exchange, KeyCreateParameters body, KeyParameters parameters) {
        ObjectName name = Bodies.name(exchange);
        Key made =
                exchange.await(
                        keys.create(
                                exchange.vault(),
                                name,
                                parameters,
                                Protection.of(body.kty()),
                                KeyRequests.newKey(exchange, body),
                                recorded(exchange)));
        return Bodies.ok(KeyBodies.bundle(exchange, made));
    }

    ApiResponse importKey(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        return importKey(exchange, name, KeyImportParameters.parse(exchange.body()));
    }

    /// Wipes the private parts, whatever becomes of them.
    ApiResponse importKey(Exchange exchange, ObjectName name, KeyImportParameters body) {
        try (body) {
            byte[] blob = body.key().hsmBlob();
            if (blob != null) {
                CompletionStage<Key> change =
                        keys.receive(
                                exchange.vault(),
                                name,
                                SentKeys.of(exchange, body, blob),
                                KeyRequests.newKey(exchange, body),
                                recorded(exchange));
                return Bodies.ok(KeyBodies.bundle(exchange, exchange.await(change)));
            }
            try (PrivateKeyParts parts = KeyRequests.parts(exchange, body)) {
                CompletionStage<Key> change =
                        keys.importKey(
                                exchange.vault(),
                                name,
                                parts,
                                KeyRequests.protection(body),
                                KeyRequests.newKey(exchange, body),
                                recorded(exchange));
                return Bodies.ok(KeyBodies.bundle(exchange, exchange.await(change)));
            }
        }
    }

    /// Only keys in a hardware module can be attested to (data-plane-keys.md, section 1, 25).
    ApiResponse attestation(Exchange exchange) {
        KeyRequests.require(ApiVersion.V7_6_PREVIEW_2, exchange);
        keys.get(exchange.vault(), Bodies.name(exchange), Bodies.version(exchange));
        throw new VaultException(
                new VaultError.BadRequestText(
                        "Key attestation is only available for keys in a hardware security"
                                + " module."));
    }

    /// Secure wrapping works in a module, for one whose attestation says what it is; a software key
    /// has neither (data-plane-keys.md, section 1, 26 and 27).
    Handler secureWrap(KeyOperation operation, String word) {
        return exchange -> {
            KeyRequests.require(ApiVersion.V2026_01_01_PREVIEW, exchange);
            keys.use(exchange.vault(), Bodies.name(exchange), Bodies.version(exchange), operation);
            throw new VaultException(
                    new VaultError.BadRequestText(
                            "Operation "
                                    + word
                                    + " is only available for keys in a hardware security"
                                    + " module."));
        };
    }

    Plan get(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        String version = Bodies.version(exchange);
        return keys.inMemory(exchange.vault(), name, version)
                .map(key -> Plan.of(Cost.MEMORY, () -> shown(exchange, key)))
                .orElseGet(() ->
                        Plan.of(
                                Cost.STORE,
                                () -> shown(exchange, keys.get(exchange.vault(), name, version))));
    }

    private static ApiResponse shown(Exchange exchange, Key key) {
        KeyBodies.audited(exchange, key);
        return Bodies.ok(KeyBodies.bundle(exchange, key));
    }

    ApiResponse update(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        KeyUpdateParameters body = KeyUpdateParameters.parse(exchange.body());
        if (body.releasePolicy() != null && Bodies.version(exchange) != null) {
            throw new VaultException(
                    new VaultError.BadRequestText(
                            "AKV.SKR.1016: Key Release Policy can only be set on versionless"
                                    + " key."));
        }
        KeyChange change =
                new KeyChange(
                        KeyRequests.operations(body.keyOps()),
                        body.tags() == null ? null : KeyRequests.tags(body.tags()),
                        Bodies.change(body.attributes()),
                        KeyRequests.release(exchange, body.attributes(), body.releasePolicy()));
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
