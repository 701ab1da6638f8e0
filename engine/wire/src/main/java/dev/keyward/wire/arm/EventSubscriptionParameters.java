package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of PUT of an event subscription (Event Grid, 2022-06-15), as far as it is used here.
///
/// @param endpointType `WebHook`
/// @param eventTypes null for all
public record EventSubscriptionParameters(
        @Nullable String endpointType,
        @Nullable String endpointUrl,
        @Nullable List<String> eventTypes,
        @Nullable String deliverySchema)
        implements WireBody {
    public static EventSubscriptionParameters parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    EventSubscriptionParameters found =
                            new EventSubscriptionParameters(null, null, null, null);
                    while (in.next()) {
                        if (in.member().equals("properties")) {
                            found = in.object(EventSubscriptionParameters::properties);
                        } else {
                            in.skip();
                        }
                    }
                    return found;
                });
    }

    private record Destination(@Nullable String type, @Nullable String url) {}

    private static EventSubscriptionParameters properties(JsonReader in) {
        Destination destination = new Destination(null, null);
        List<String> types = null;
        String schema = null;
        while (in.next()) {
            switch (in.member()) {
                case "destination" -> destination = in.object(EventSubscriptionParameters::to);
                case "filter" -> types = in.object(EventSubscriptionParameters::filter);
                case "eventDeliverySchema" -> schema = in.text();
                default -> in.skip();
            }
        }
        return new EventSubscriptionParameters(destination.type, destination.url, types, schema);
    }

    private static Destination to(JsonReader in) {
        String type = null;
        String url = null;
        while (in.next()) {
            switch (in.member()) {
                case "endpointType" -> type = in.text();
                case "properties" -> url = in.object(EventSubscriptionParameters::url);
                default -> in.skip();
            }
        }
        return new Destination(type, url);
    }

    private static @Nullable String url(JsonReader in) {
        String url = null;
        while (in.next()) {
            if (in.member().equals("endpointUrl")) {
                url = in.text();
            } else {
                in.skip();
            }
        }
        return url;
    }

    private static @Nullable List<String> filter(JsonReader in) {
        List<String> types = null;
        while (in.next()) {
            if (in.member().equals("includedEventTypes")) {
                types = in.texts();
            } else {
                in.skip();
            }
        }
        return types;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.object(
                "properties",
                properties -> {
                    properties.object("destination", this::writeDestination);
                    properties.text("eventDeliverySchema", deliverySchema);
                    if (eventTypes != null) {
                        properties.object(
                                "filter", filter -> filter.texts("includedEventTypes", eventTypes));
                    }
                });
    }

    private void writeDestination(JsonWriter out) {
        out.text("endpointType", endpointType);
        out.object("properties", inner -> inner.text("endpointUrl", endpointUrl));
    }
}
