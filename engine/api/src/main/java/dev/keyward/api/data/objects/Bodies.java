package dev.keyward.api.data.objects;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.Attributes;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.objects.AttributeChange;
import dev.keyward.wire.Deletion;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.WireBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What bodies of keys and secrets have in common, and the ids in them.
public final class Bodies {
    private Bodies() {}

    public static ApiResponse ok(WireBody body) {
        return ApiResponse.json(200, body.toJson());
    }

    /// @throws VaultException with `BadParameter` if it is no name
    public static ObjectName name(Exchange exchange) {
        return new ObjectName(exchange.path("name"));
    }

    /// As the caller wrote it; null for the current one.
    public static @Nullable String version(Exchange exchange) {
        return exchange.optionalPath("version").orElse(null);
    }

    /// Without version.
    public static String id(Exchange exchange, ObjectKind kind, ObjectName name) {
        return exchange.endpoints().vault(exchange.vault()) + "/" + kind.collection() + "/" + name;
    }

    public static ObjectAttributes attributes(Exchange exchange, Attributes attributes) {
        return attributes(exchange, attributes, null);
    }

    public static ObjectAttributes attributes(
            Exchange exchange,
            Attributes attributes,
            ObjectAttributes.@Nullable KeyFacts keyFacts) {
        RecoveryLevel recovery = exchange.vault().settings().recovery();
        return new ObjectAttributes(
                attributes.enabled(),
                attributes.notBefore(),
                attributes.expires(),
                attributes.created(),
                attributes.updated(),
                recovery.wireName(),
                ApiVersion.V7_1.isKnownTo(exchange) ? recovery.retentionDays() : null,
                attributes.exportable() && ApiVersion.V7_3_PREVIEW.isKnownTo(exchange)
                        ? true
                        : null,
                keyFacts);
    }

    /// Absent where there are none.
    public static @Nullable Map<String, String> tags(Tags tags) {
        return tags.isEmpty() ? null : tags.values();
    }

    /// Absent for what doesn't belong to a certificate.
    public static @Nullable Boolean managed(boolean managed) {
        return managed ? true : null;
    }

    /// @throws VaultException with `InvalidProperty`
    public static Tags tags(@Nullable Map<String, String> tags) {
        return tags == null ? Tags.NONE : new Tags(tags);
    }

    public static AttributeChange change(ObjectAttributes attributes) {
        return new AttributeChange(attributes.enabled(), attributes.nbf(), attributes.exp());
    }

    public static Deletion deletion(
            Exchange exchange,
            ObjectKind kind,
            ObjectName name,
            dev.keyward.model.@Nullable Deletion deletion) {
        return deletion == null
                ? Deletion.NONE
                : new Deletion(
                        exchange.endpoints().vault(exchange.vault())
                                + "/"
                                + kind.deletedCollection()
                                + "/"
                                + name,
                        deletion.deleted(),
                        deletion.scheduledPurge());
    }

    /// The text of a restore conflict shows the full id, which only this room knows.
    public static VaultException located(Exchange exchange, VaultException refusal) {
        return refusal.error() instanceof VaultError.RestoreConflict conflict
                ? new VaultException(
                        new VaultError.RestoreConflict(
                                conflict.kind(),
                                id(exchange, conflict.kind(), new ObjectName(conflict.id()))))
                : refusal;
    }
}
