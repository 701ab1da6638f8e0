package dev.keyward.api.data;

import dev.keyward.api.ApiResponse;
import dev.keyward.api.Cost;
import dev.keyward.api.Exchange;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultException;
import dev.keyward.vault.Evidence;
import dev.keyward.vault.NewSecret;
import dev.keyward.vault.Secret;
import dev.keyward.vault.SecretChange;
import dev.keyward.vault.VaultSecrets;
import dev.keyward.wire.BackupBlob;
import dev.keyward.wire.secrets.DeletedSecretBundle;
import dev.keyward.wire.secrets.SecretBundle;
import dev.keyward.wire.secrets.SecretItem;
import dev.keyward.wire.secrets.SecretSetParameters;
import dev.keyward.wire.secrets.SecretUpdateParameters;
import org.jspecify.annotations.Nullable;

/// The operations on secrets (data-plane-secrets, section 1).
final class SecretHandlers {
    private static final String SECRETS = "/" + ObjectKind.SECRET.collection();
    private static final String DELETED = "/" + ObjectKind.SECRET.deletedCollection();

    private final VaultSecrets secrets;
    private final Cursors cursors;

    SecretHandlers(VaultSecrets secrets, Cursors cursors) {
        this.secrets = secrets;
        this.cursors = cursors;
    }

    private enum Value {
        SHOWN,
        HIDDEN
    }

    ApiResponse set(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        SecretSetParameters body = SecretSetParameters.parse(exchange.body());
        NewSecret secret =
                new NewSecret(
                        body.value(),
                        body.contentType(),
                        Bodies.tags(body.tags()),
                        Bodies.change(body.attributes()));
        Secret made =
                exchange.await(secrets.set(exchange.vault(), name, secret, recorded(exchange)));
        return Bodies.ok(bundle(exchange, made, Value.SHOWN));
    }

    Cost costOfGet(Exchange exchange) {
        return secrets.isInMemory(exchange.vault(), Bodies.name(exchange), Bodies.version(exchange))
                ? Cost.MEMORY
                : Cost.STORE;
    }

    ApiResponse get(Exchange exchange) {
        Secret secret =
                secrets.get(exchange.vault(), Bodies.name(exchange), Bodies.version(exchange));
        return Bodies.ok(bundle(exchange, secret, Value.SHOWN));
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
        return Bodies.ok(bundle(exchange, changed, Value.HIDDEN));
    }

    ApiResponse delete(Exchange exchange) {
        Secret deleted =
                exchange.await(
                        secrets.delete(
                                exchange.vault(), Bodies.name(exchange), recorded(exchange)));
        return Bodies.ok(deletedBundle(exchange, deleted));
    }

    ApiResponse list(Exchange exchange) {
        Cursors.Wanted wanted = cursors.wanted(exchange, SECRETS);
        return Bodies.ok(
                cursors.page(
                        exchange,
                        SECRETS,
                        wanted.limit(),
                        secrets.list(exchange.vault(), wanted.after(), wanted.limit()),
                        secret -> item(exchange, secret, id(exchange, secret))));
    }

    ApiResponse versions(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        String path = SECRETS + "/" + name + "/versions";
        Cursors.Wanted wanted = cursors.wanted(exchange, path);
        return Bodies.ok(
                cursors.page(
                        exchange,
                        path,
                        wanted.limit(),
                        secrets.versions(exchange.vault(), name, wanted.after(), wanted.limit()),
                        secret -> item(exchange, secret, versionedId(exchange, secret))));
    }

    ApiResponse listDeleted(Exchange exchange) {
        Cursors.Wanted wanted = cursors.wanted(exchange, DELETED);
        return Bodies.ok(
                cursors.page(
                        exchange,
                        DELETED,
                        wanted.limit(),
                        secrets.listDeleted(exchange.vault(), wanted.after(), wanted.limit()),
                        secret -> item(exchange, secret, id(exchange, secret))));
    }

    ApiResponse getDeleted(Exchange exchange) {
        return Bodies.ok(
                deletedBundle(
                        exchange, secrets.getDeleted(exchange.vault(), Bodies.name(exchange))));
    }

    ApiResponse purge(Exchange exchange) {
        exchange.await(
                secrets.purge(
                        exchange.vault(),
                        Bodies.name(exchange),
                        _ -> exchange.evidence(204).get()));
        return ApiResponse.empty(204);
    }

    ApiResponse recover(Exchange exchange) {
        Secret recovered =
                exchange.await(
                        secrets.recover(
                                exchange.vault(), Bodies.name(exchange), recorded(exchange)));
        return Bodies.ok(bundle(exchange, recovered, Value.HIDDEN));
    }

    ApiResponse backup(Exchange exchange) {
        return Bodies.ok(new BackupBlob(secrets.backup(exchange.vault(), Bodies.name(exchange))));
    }

    ApiResponse restore(Exchange exchange) {
        BackupBlob blob = BackupBlob.parse(exchange.body());
        try {
            Secret restored =
                    exchange.await(
                            secrets.restore(
                                    exchange.vault(),
                                    blob.value(),
                                    secret -> {
                                        exchange.audit().object(id(exchange, secret));
                                        return recorded(exchange).of(secret);
                                    }));
            return Bodies.ok(bundle(exchange, restored, Value.HIDDEN));
        } catch (VaultException refusal) {
            throw Bodies.located(exchange, refusal);
        }
    }

    private static Evidence<Secret> recorded(Exchange exchange) {
        return secret -> {
            exchange.audit().secret(secret.attributes());
            return exchange.evidence(200).get();
        };
    }

    private static String id(Exchange exchange, Secret secret) {
        return Bodies.id(exchange, ObjectKind.SECRET, secret.name());
    }

    private static String versionedId(Exchange exchange, Secret secret) {
        return id(exchange, secret) + "/" + secret.version();
    }

    private static SecretBundle bundle(Exchange exchange, Secret secret, Value value) {
        @Nullable SecretBytes shown =
                switch (value) {
                    case SHOWN -> secret.value();
                    case HIDDEN -> null;
                };
        return new SecretBundle(
                shown,
                versionedId(exchange, secret),
                secret.contentType(),
                Bodies.attributes(exchange.vault(), secret.attributes()),
                Bodies.tags(secret.tags()),
                null,
                null,
                secret.previous() == null ? null : secret.previous().value());
    }

    private static DeletedSecretBundle deletedBundle(Exchange exchange, Secret secret) {
        return new DeletedSecretBundle(
                Bodies.deletion(exchange, ObjectKind.SECRET, secret.name(), secret.deletion()),
                bundle(exchange, secret, Value.HIDDEN));
    }

    private static SecretItem item(Exchange exchange, Secret secret, String id) {
        return new SecretItem(
                id,
                Bodies.attributes(exchange.vault(), secret.attributes()),
                secret.contentType(),
                Bodies.tags(secret.tags()),
                null,
                Bodies.deletion(exchange, ObjectKind.SECRET, secret.name(), secret.deletion()));
    }
}
