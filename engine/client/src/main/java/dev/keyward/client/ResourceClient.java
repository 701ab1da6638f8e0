package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The management plane: tenants, subscriptions and what they hold. Safe for use by several
/// threads.
public final class ResourceClient {
    private final Rest rest;
    private final ArmUris uris;

    public ResourceClient(SignedIn account, Environment environment) {
        this.rest = account.rest(environment.managementAudience());
        this.uris = new ArmUris(environment.resourceManager().toString());
    }

    public Paged<Tenant> tenants() {
        return new Paged<>(rest, uris.of("/tenants", ArmUris.SUBSCRIPTIONS), Tenant::read);
    }

    /// Those on which the caller has any right.
    public Paged<Subscription> subscriptions() {
        return new Paged<>(
                rest, uris.of("/subscriptions", ArmUris.SUBSCRIPTIONS), Subscription::read);
    }

    /// @param id a GUID
    public Optional<Subscription> subscription(String id) {
        URI uri = uris.of("/subscriptions/" + VaultUris.encode(id), ArmUris.SUBSCRIPTIONS);
        return rest.find(uri).map(Subscription::read);
    }

    /// The calls inside one subscription.
    public SubscriptionCalls in(String subscriptionId) {
        return new SubscriptionCalls(rest, uris, subscriptionId);
    }

    /// A directory.
    public record Tenant(String id, @Nullable String name, @Nullable String domain) {
        static Tenant read(JsonNode node) {
            return new Tenant(
                    node.path("tenantId").asText(),
                    ObjectProperties.text(node, "displayName"),
                    ObjectProperties.text(node, "defaultDomain"));
        }
    }

    /// @param state `Enabled` where it can be used
    public record Subscription(String id, String name, String state, @Nullable String tenantId) {
        static Subscription read(JsonNode node) {
            return new Subscription(
                    node.path("subscriptionId").asText(),
                    node.path("displayName").asText(),
                    node.path("state").asText(),
                    ObjectProperties.text(node, "tenantId"));
        }
    }
}
