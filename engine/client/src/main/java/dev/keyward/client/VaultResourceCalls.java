package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The management plane's calls on vaults in one subscription. Every one throws a
/// [VaultCallException] if it's refused.
public final class VaultResourceCalls {
    private static final String NAMESPACE = "/providers/Microsoft.KeyVault";

    private final Rest rest;
    private final ArmUris uris;
    private final String base;

    VaultResourceCalls(Rest rest, ArmUris uris, String subscription) {
        this.rest = rest;
        this.uris = uris;
        this.base = subscription;
    }

    public Optional<VaultResource> find(String resourceGroup, String name) {
        return rest.find(vault(resourceGroup, name)).map(VaultResource::read);
    }

    /// Makes a vault, or replaces the settings of the one that's there.
    public VaultResource put(
            String resourceGroup,
            String name,
            String location,
            Map<String, String> tags,
            VaultSettings settings) {
        ObjectNode body = Rest.object().put("location", location);
        tags.forEach(body.putObject("tags")::put);
        settings.write(body.putObject("properties"));
        return VaultResource.read(rest.send("PUT", vault(resourceGroup, name), body));
    }

    /// Moves the vault to the deleted ones.
    public void delete(String resourceGroup, String name) {
        rest.send("DELETE", vault(resourceGroup, name), null);
    }

    public Paged<VaultResource.Deleted> deleted() {
        return new Paged<>(
                rest,
                uris.of(base + NAMESPACE + "/deletedVaults", ArmUris.VAULTS),
                VaultResource.Deleted::read);
    }

    public Optional<VaultResource.Deleted> findDeleted(String location, String name) {
        return rest.find(deletedVault(location, name, "")).map(VaultResource.Deleted::read);
    }

    /// Brings a deleted vault back into a group, with all its content.
    ///
    /// @param tags null leaves those it had
    public VaultResource recover(
            String resourceGroup,
            String name,
            String location,
            String tenantId,
            @Nullable Map<String, String> tags) {
        ObjectNode body = Rest.object().put("location", location);
        if (tags != null) {
            tags.forEach(body.putObject("tags")::put);
        }
        ObjectNode properties = body.putObject("properties");
        properties.put("tenantId", tenantId).put("createMode", "recover");
        properties.putObject("sku").put("family", "A").put("name", "standard");
        return VaultResource.read(rest.send("PUT", vault(resourceGroup, name), body));
    }

    /// Destroys a deleted vault with all its content.
    public void purge(String location, String name) {
        rest.send("POST", deletedVault(location, name, "/purge"), null);
    }

    public VaultResource.NameCheck check(String name) {
        URI uri = uris.of(base + NAMESPACE + "/checkNameAvailability", ArmUris.VAULTS);
        ObjectNode body = Rest.object().put("name", name).put("type", "Microsoft.KeyVault/vaults");
        JsonNode answer = rest.send("POST", uri, body);
        return new VaultResource.NameCheck(
                answer.path("nameAvailable").asBoolean(),
                ObjectProperties.text(answer, "reason"),
                ObjectProperties.text(answer, "message"));
    }

    public Paged<EventSubscription> eventSubscriptions(String resourceGroup, String vault) {
        return new Paged<>(
                rest,
                uris.of(events(resourceGroup, vault), ArmUris.EVENTS),
                EventSubscription::read);
    }

    public Optional<EventSubscription> findEventSubscription(
            String resourceGroup, String vault, String name) {
        return rest.find(event(resourceGroup, vault, name)).map(EventSubscription::read);
    }

    /// Makes a subscription or replaces it; the endpoint is asked first.
    ///
    /// @param endpoint an https URL on a host that the server may call
    /// @param types empty for all
    public EventSubscription putEventSubscription(
            String resourceGroup, String vault, String name, String endpoint, List<String> types) {
        ObjectNode body = Rest.object();
        ObjectNode properties = body.putObject("properties");
        properties
                .putObject("destination")
                .put("endpointType", "WebHook")
                .putObject("properties")
                .put("endpointUrl", endpoint);
        properties.put("eventDeliverySchema", "CloudEventSchemaV1_0");
        if (!types.isEmpty()) {
            types.forEach(properties.putObject("filter").putArray("includedEventTypes")::add);
        }
        return EventSubscription.read(rest.send("PUT", event(resourceGroup, vault, name), body));
    }

    public void deleteEventSubscription(String resourceGroup, String vault, String name) {
        rest.send("DELETE", event(resourceGroup, vault, name), null);
    }

    private URI event(String resourceGroup, String vault, String name) {
        return uris.of(events(resourceGroup, vault) + "/" + VaultUris.encode(name), ArmUris.EVENTS);
    }

    private String events(String resourceGroup, String vault) {
        return path(resourceGroup, vault) + "/providers/Microsoft.EventGrid/eventSubscriptions";
    }

    private URI vault(String resourceGroup, String name) {
        return uris.of(path(resourceGroup, name), ArmUris.VAULTS);
    }

    private String path(String resourceGroup, String name) {
        return "%s/resourceGroups/%s%s/vaults/%s"
                .formatted(
                        base, VaultUris.encode(resourceGroup), NAMESPACE, VaultUris.encode(name));
    }

    private URI deletedVault(String location, String name, String action) {
        return uris.of(
                "%s%s/locations/%s/deletedVaults/%s%s"
                        .formatted(
                                base,
                                NAMESPACE,
                                VaultUris.encode(location),
                                VaultUris.encode(name),
                                action),
                ArmUris.VAULTS);
    }
}
