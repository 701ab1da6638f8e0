package dev.keyward.api.data.secrets;

import dev.keyward.api.data.objects.Bodies;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Plan;
import dev.keyward.model.ObjectName;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.secrets.NewSecret;
import dev.keyward.vault.secrets.Secret;
import dev.keyward.vault.secrets.SecretChange;
import dev.keyward.vault.secrets.VaultSecrets;
import dev.keyward.wire.secrets.SecretSetParameters;
import dev.keyward.wire.secrets.SecretUpdateParameters;

/// The operations that set, show and change secrets (data-plane-secrets.md, section 1, 1 to 3).
final class SecretHandlers {
    private final VaultSecrets secrets;

    SecretHandlers(VaultSecrets secrets) {
        this.secrets = secrets;
    }

    ApiResponse set(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        return set(exchange, name, SecretSetParameters.parse(exchange.body()));
    }

    /// Wipes the value, whatever becomes of it.
    ApiResponse set(Exchange exchange, ObjectName name, SecretSetParameters body) {
        try (body) {
            NewSecret secret =
                    new NewSecret(
                            body.value(),
                            body.contentType(),
                            Bodies.tags(body.tags()),
                            Bodies.change(body.attributes()));
            Secret made =
                    exchange.await(secrets.set(exchange.vault(), name, secret, recorded(exchange)));
            return Bodies.ok(SecretBodies.withValue(exchange, made));
        }
    }

    /// Turning one form into another takes longer than an event loop has.
    Plan get(Exchange exchange) {
        if (OutContentType.of(exchange) != null) {
            return Plan.of(Cost.STORE, () -> getConverted(exchange));
        }
        ObjectName name = Bodies.name(exchange);
        String version = Bodies.version(exchange);
        return secrets.inMemory(exchange.vault(), name, version)
                .map(secret -> Plan.of(Cost.MEMORY, () -> shown(exchange, secret.get())))
                .orElseGet(() ->
                        Plan.of(
                                Cost.STORE,
                                () ->
                                        shown(
                                                exchange,
                                                secrets.get(exchange.vault(), name, version))));
    }

    private ApiResponse getConverted(Exchange exchange) {
        SecretFormat wanted = OutContentType.parse(exchange);
        Secret secret =
                secrets.get(exchange.vault(), Bodies.name(exchange), Bodies.version(exchange));
        if (wanted == null || !OutContentType.isOther(wanted, secret)) {
            return shown(exchange, secret);
        }
        // What is made for this answer goes with it; what was found may be in memory.
        Secret converted = OutContentType.in(wanted, secret);
        try (SecretBytes _ = converted.value()) {
            return shown(exchange, converted);
        }
    }

    private static ApiResponse shown(Exchange exchange, Secret secret) {
        return Bodies.ok(SecretBodies.withValue(exchange, secret));
    }

    ApiResponse update(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        SecretUpdateParameters body = SecretUpdateParameters.parse(exchange.body());
        SecretChange change =
                new SecretChange(
                        body.contentType(),
                        body.tags() == null ? null : new Tags(body.tags()),
                        Bodies.change(body.attributes()));
        Secret changed =
                exchange.await(
                        secrets.update(
                                exchange.vault(),
                                name,
                                Bodies.version(exchange),
                                change,
                                recorded(exchange)));
        return Bodies.ok(SecretBodies.bundle(exchange, changed));
    }

    private static Evidence<Secret> recorded(Exchange exchange) {
        return secret -> {
            SecretBodies.audited(exchange, secret);
            return exchange.evidence(200).get();
        };
    }
}
