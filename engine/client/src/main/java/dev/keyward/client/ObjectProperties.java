package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What every key and secret carries besides its content (data-plane-common.md, section 7).
///
/// @param id the service's id, with the version where one is meant
/// @param deletion only of deleted objects
public record ObjectProperties(
        String id,
        boolean enabled,
        @Nullable Instant notBefore,
        @Nullable Instant expires,
        Stamps stamps,
        Map<String, String> tags,
        @Nullable Deletion deletion) {
    public ObjectProperties {
        tags = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /// What the service writes by itself.
    ///
    /// @param recoverableDays 0 where deleting is final
    public record Stamps(
            @Nullable Instant created,
            @Nullable Instant updated,
            @Nullable String recoveryLevel,
            int recoverableDays) {}

    /// When a deleted object was deleted and when it'll be gone for good.
    public record Deletion(
            @Nullable String recoveryId,
            @Nullable Instant deleted,
            @Nullable Instant scheduledPurge) {}

    /// The id taken apart.
    ///
    /// @throws VaultCallException if the service's id has no such shape
    public ObjectAddress address() {
        return ObjectAddress.parse(id)
                .orElseThrow(() ->
                        new VaultCallException(
                                200, new CallFailure.BadAnswer(), "the answer has a bad id", null));
    }

    static ObjectProperties read(JsonNode bundle, String id) {
        JsonNode attributes = bundle.path("attributes");
        Map<String, String> tags = new LinkedHashMap<>();
        bundle.path("tags").properties().forEach(e -> tags.put(e.getKey(), e.getValue().asText()));
        Deletion deletion =
                bundle.has("recoveryId") || bundle.has("deletedDate")
                        ? new Deletion(
                                text(bundle, "recoveryId"),
                                time(bundle, "deletedDate"),
                                time(bundle, "scheduledPurgeDate"))
                        : null;
        return new ObjectProperties(
                id,
                attributes.path("enabled").asBoolean(true),
                time(attributes, "nbf"),
                time(attributes, "exp"),
                new Stamps(
                        time(attributes, "created"),
                        time(attributes, "updated"),
                        text(attributes, "recoveryLevel"),
                        attributes.path("recoverableDays").asInt()),
                tags,
                deletion);
    }

    private static @Nullable Instant time(JsonNode parent, String name) {
        JsonNode seconds = parent.path(name);
        return seconds.isNumber() ? Instant.ofEpochSecond(seconds.asLong()) : null;
    }

    static @Nullable String text(JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        return value.isTextual() ? value.asText() : null;
    }
}
