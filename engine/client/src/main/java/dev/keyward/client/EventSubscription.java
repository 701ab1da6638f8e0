package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A webhook that is told of events in a vault.
///
/// @param id ARM id
/// @param types such as `Microsoft.KeyVault.SecretNewVersionCreated`
/// @param signingSecret `whsec_...` (Standard Webhooks); null but in the answer that made it
public record EventSubscription(
        String id,
        String name,
        String endpoint,
        List<String> types,
        @Nullable String signingSecret) {
    public EventSubscription {
        types = List.copyOf(types);
    }

    static EventSubscription read(JsonNode node) {
        JsonNode properties = node.path("properties");
        List<String> types = new ArrayList<>();
        properties.path("filter").path("includedEventTypes").forEach(it -> types.add(it.asText()));
        return new EventSubscription(
                node.path("id").asText(),
                node.path("name").asText(),
                properties.path("destination").path("properties").path("endpointBaseUrl").asText(),
                types,
                ObjectProperties.text(properties, "signingSecret"));
    }

    @Override
    public String toString() {
        return "EventSubscription[" + id + "]";
    }
}
