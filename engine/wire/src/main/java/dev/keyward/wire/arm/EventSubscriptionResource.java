package dev.keyward.wire.arm;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event subscription of a vault (Event Grid, 2022-06-15).
///
/// @param topic ARM id of the vault
/// @param signingSecret `whsec_...` (Standard Webhooks); shown once, when it is made
public record EventSubscriptionResource(
        String topic,
        String name,
        String endpointUrl,
        List<String> eventTypes,
        int attempts,
        int minutesToLive,
        @Nullable String signingSecret)
        implements WireBody {
    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", topic + "/providers/Microsoft.EventGrid/eventSubscriptions/" + name);
        out.text("name", name);
        out.text("type", "Microsoft.EventGrid/eventSubscriptions");
        out.object("properties", this::writeProperties);
    }

    private void writeProperties(JsonWriter out) {
        out.text("topic", topic);
        out.text("provisioningState", "Succeeded");
        out.object(
                "destination",
                destination -> {
                    destination.text("endpointType", "WebHook");
                    destination.object(
                            "properties",
                            properties -> {
                                properties.text("endpointBaseUrl", endpointUrl);
                                properties.number("maxEventsPerBatch", (Integer) 1);
                            });
                });
        out.object("filter", filter -> filter.texts("includedEventTypes", eventTypes));
        out.text("eventDeliverySchema", "CloudEventSchemaV1_0");
        out.object(
                "retryPolicy",
                policy -> {
                    policy.number("maxDeliveryAttempts", (Integer) attempts);
                    policy.number("eventTimeToLiveInMinutes", (Integer) minutesToLive);
                });
        out.text("signingSecret", signingSecret);
    }

    @Override
    public String toString() {
        return "EventSubscriptionResource[" + name + "]";
    }
}
