package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
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
    private static final String TYPE = "Microsoft.EventGrid/eventSubscriptions";

    public static EventSubscriptionResource read(JsonReader in) {
        String name = null;
        Inner inner = new Inner();
        while (in.next()) {
            switch (in.member()) {
                case "name" -> name = in.text();
                case "properties" -> in.object(inner::read);
                default -> in.skip();
            }
        }
        return new EventSubscriptionResource(
                inner.topic,
                Required.member("name", name),
                inner.endpointUrl,
                inner.eventTypes,
                inner.attempts,
                inner.minutesToLive,
                inner.signingSecret);
    }

    private static final class Inner {
        private String topic = "";
        private String endpointUrl = "";
        private List<String> eventTypes = List.of();
        private int attempts;
        private int minutesToLive;
        private @Nullable String signingSecret;

        /// Goes down into the objects that hold nothing else.
        Inner read(JsonReader in) {
            while (in.next()) {
                switch (in.member()) {
                    case "topic" -> topic = in.text();
                    case "destination", "properties", "filter", "retryPolicy" ->
                            in.object(this::read);
                    case "endpointBaseUrl" -> endpointUrl = in.text();
                    case "includedEventTypes" -> eventTypes = in.texts();
                    case "maxDeliveryAttempts" -> attempts = in.integer();
                    case "eventTimeToLiveInMinutes" -> minutesToLive = in.integer();
                    case "signingSecret" -> signingSecret = in.text();
                    default -> in.skip();
                }
            }
            return this;
        }
    }

    /// ARM id.
    public String id() {
        return topic + "/providers/" + TYPE + "/" + name;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id());
        out.text("name", name);
        out.text("type", TYPE);
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
