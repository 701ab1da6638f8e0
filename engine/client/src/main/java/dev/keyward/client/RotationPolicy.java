package dev.keyward.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a key is rotated and told near its expiry; spans of time are ISO 8601 durations.
///
/// @param id null in a policy to be set
/// @param actions null in a policy to be set leaves them as they are
/// @param expiresIn how long new versions live; null for ever
/// @param created null in a policy to be set, and where the service's standard policy is in force
public record RotationPolicy(
        @Nullable String id,
        @Nullable List<LifetimeAction> actions,
        @Nullable String expiresIn,
        @Nullable Instant created,
        @Nullable Instant updated) {
    public RotationPolicy {
        actions = actions == null ? null : List.copyOf(actions);
    }

    /// @param action `Rotate` or `Notify`
    public record LifetimeAction(
            String action, @Nullable String timeAfterCreate, @Nullable String timeBeforeExpiry) {}

    /// Reads a policy in the form the service has it.
    ///
    /// @throws IllegalArgumentException if it is no JSON object
    public static RotationPolicy parse(String json) {
        try {
            JsonNode policy = Rest.JSON.readTree(json);
            if (policy.isObject()) {
                return read(policy);
            }
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("malformed JSON", malformed);
        }
        throw new IllegalArgumentException("no JSON object");
    }

    static RotationPolicy read(JsonNode policy) {
        List<LifetimeAction> actions = new ArrayList<>();
        for (JsonNode each : policy.path("lifetimeActions")) {
            JsonNode trigger = each.path("trigger");
            actions.add(
                    new LifetimeAction(
                            each.path("action").path("type").asText(),
                            ObjectProperties.text(trigger, "timeAfterCreate"),
                            ObjectProperties.text(trigger, "timeBeforeExpiry")));
        }
        JsonNode attributes = policy.path("attributes");
        return new RotationPolicy(
                ObjectProperties.text(policy, "id"),
                actions,
                ObjectProperties.text(attributes, "expiryTime"),
                time(attributes, "created"),
                time(attributes, "updated"));
    }

    private static @Nullable Instant time(JsonNode attributes, String name) {
        JsonNode seconds = attributes.path(name);
        return seconds.isNumber() ? Instant.ofEpochSecond(seconds.asLong()) : null;
    }

    ObjectNode body() {
        ObjectNode body = Rest.object();
        if (actions != null) {
            ArrayNode array = body.putArray("lifetimeActions");
            for (LifetimeAction each : actions) {
                ObjectNode action = array.addObject();
                ObjectNode trigger = action.putObject("trigger");
                if (each.timeAfterCreate() != null) {
                    trigger.put("timeAfterCreate", each.timeAfterCreate());
                }
                if (each.timeBeforeExpiry() != null) {
                    trigger.put("timeBeforeExpiry", each.timeBeforeExpiry());
                }
                action.putObject("action").put("type", each.action());
            }
        }
        if (expiresIn != null) {
            body.putObject("attributes").put("expiryTime", expiresIn);
        }
        return body;
    }
}
