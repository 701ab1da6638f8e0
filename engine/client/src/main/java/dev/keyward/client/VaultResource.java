package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A vault as the management plane describes it.
///
/// @param vaultUri where its data plane is
public record VaultResource(
        String id,
        String name,
        String location,
        Map<String, String> tags,
        String vaultUri,
        VaultSettings settings) {
    public String resourceGroup() {
        return ResourceId.parse(id).map(ResourceId::resourceGroup).orElse("");
    }

    static VaultResource read(JsonNode node) {
        return new VaultResource(
                node.path("id").asText(),
                node.path("name").asText(),
                node.path("location").asText(),
                SubscriptionCalls.readTags(node),
                node.path("properties").path("vaultUri").asText(),
                VaultSettings.read(node.path("properties")));
    }

    /// A vault that was deleted and can come back.
    ///
    /// @param vaultId the ARM id it had
    public record Deleted(
            String id,
            String name,
            String location,
            String vaultId,
            @Nullable Instant deleted,
            @Nullable Instant scheduledPurge,
            Map<String, String> tags) {
        static Deleted read(JsonNode node) {
            JsonNode properties = node.path("properties");
            return new Deleted(
                    node.path("id").asText(),
                    node.path("name").asText(),
                    properties.path("location").asText(),
                    properties.path("vaultId").asText(),
                    time(properties.path("deletionDate").asText()),
                    time(properties.path("scheduledPurgeDate").asText()),
                    SubscriptionCalls.readTags(properties));
        }

        private static @Nullable Instant time(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                return null;
            }
        }
    }

    /// Whether a name can be taken.
    ///
    /// @param reason such as `AlreadyExists`; null if it's free
    public record NameCheck(boolean isFree, @Nullable String reason, @Nullable String message) {}
}
