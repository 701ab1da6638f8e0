package dev.keyward.api.data.secrets;

import dev.keyward.api.data.objects.ApiVersion;
import dev.keyward.api.data.objects.Bodies;
import dev.keyward.api.data.objects.ObjectShape;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.SecretBytes;
import dev.keyward.vault.secrets.Secret;
import dev.keyward.wire.secrets.SecretBundle;
import dev.keyward.wire.secrets.SecretItem;
import org.jspecify.annotations.Nullable;

/// Secrets as answers show them.
final class SecretBodies {
    static final ObjectShape<Secret, SecretItem> SHAPE =
            new ObjectShape<>(
                    Secret::name,
                    Secret::version,
                    SecretBodies::bundle,
                    SecretBodies::item,
                    SecretBodies::audited,
                    (_, _) -> true);

    private SecretBodies() {}

    static SecretBundle withValue(Exchange exchange, Secret secret) {
        return bundle(exchange, secret, secret.value());
    }

    /// Without the value.
    static SecretBundle bundle(Exchange exchange, Secret secret) {
        return bundle(exchange, secret, null);
    }

    private static SecretBundle bundle(
            Exchange exchange, Secret secret, @Nullable SecretBytes value) {
        return new SecretBundle(
                value,
                Bodies.id(exchange, ObjectKind.SECRET, secret.name()) + "/" + secret.version(),
                secret.contentType(),
                Bodies.attributes(exchange, secret.attributes()),
                Bodies.tags(secret.tags()),
                // The key of a certificate has the name and version of its secret.
                secret.managed()
                        ? Bodies.id(exchange, ObjectKind.KEY, secret.name())
                                + "/"
                                + secret.version()
                        : null,
                Bodies.managed(secret.managed()),
                secret.previous() == null || !ApiVersion.V2025_06_01_PREVIEW.isKnownTo(exchange)
                        ? null
                        : secret.previous().value(),
                Bodies.deletion(exchange, ObjectKind.SECRET, secret.name(), secret.deletion()));
    }

    static SecretItem item(Exchange exchange, Secret secret, String id) {
        return new SecretItem(
                id,
                Bodies.attributes(exchange, secret.attributes()),
                secret.contentType(),
                Bodies.tags(secret.tags()),
                Bodies.managed(secret.managed()),
                Bodies.deletion(exchange, ObjectKind.SECRET, secret.name(), secret.deletion()));
    }

    /// Tells the audit record which secret it was.
    static void audited(Exchange exchange, Secret secret) {
        exchange.audit().secret(secret.attributes());
    }
}
