package dev.keyward.client.management;

import dev.keyward.client.rest.ArmUris;
import dev.keyward.client.rest.Paged;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.VaultUris;
import dev.keyward.wire.arm.DeletedVaultResource;
import dev.keyward.wire.arm.EventSubscriptionParameters;
import dev.keyward.wire.arm.EventSubscriptionResource;
import dev.keyward.wire.arm.NameCheck;
import dev.keyward.wire.arm.VaultParameters;
import dev.keyward.wire.arm.VaultProperties;
import dev.keyward.wire.arm.VaultResource;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The management plane's calls on vaults in one subscription. Every one throws a
/// [VaultCallException][dev.keyward.client.transport.VaultCallException] if it's refused.
public final class VaultResourceCalls {
    private static final String NAMESPACE = "/providers/Microsoft.KeyVault";

    private final Rest rest;
    private final ArmUris uris;
    private final String base;

    public VaultResourceCalls(Rest rest, ArmUris uris, String subscription) {
        this.rest = rest;
        this.uris = uris;
        this.base = subscription;
    }

    public Optional<VaultResource> find(String resourceGroup, String name) {
        return rest.find(vault(resourceGroup, name), VaultResource::read);
    }

    /// Makes a vault, or replaces the settings of the one that's there.
    public VaultResource put(
            String resourceGroup,
            String name,
            String location,
            Map<String, String> tags,
            VaultProperties properties) {
        return rest.send(
                "PUT",
                vault(resourceGroup, name),
                new VaultParameters(location, tags, sendable(properties)),
                VaultResource::read);
    }

    private static VaultProperties sendable(VaultProperties properties) {
        VaultProperties.Protection protection = properties.protection();
        VaultProperties whole = properties.withPolicies(properties.policies());
        // Only true may be sent: the service refuses false, as it can't be taken back.
        return Boolean.FALSE.equals(protection.purge())
                ? whole.withProtection(
                        new VaultProperties.Protection(
                                protection.softDelete(), protection.days(), null))
                : whole;
    }

    /// Moves the vault to the deleted ones.
    public void delete(String resourceGroup, String name) {
        rest.send("DELETE", vault(resourceGroup, name));
    }

    public Paged<DeletedVaultResource> deleted() {
        return new Paged<>(
                rest,
                uris.of(base + NAMESPACE + "/deletedVaults", ArmUris.VAULTS),
                DeletedVaultResource::read);
    }

    public Optional<DeletedVaultResource> findDeleted(String location, String name) {
        return rest.find(deletedVault(location, name, ""), DeletedVaultResource::read);
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
        return rest.send(
                "PUT",
                vault(resourceGroup, name),
                new VaultParameters(location, tags, VaultProperties.recovering(tenantId)),
                VaultResource::read);
    }

    /// Destroys a deleted vault with all its content.
    public void purge(String location, String name) {
        rest.send("POST", deletedVault(location, name, "/purge"));
    }

    public NameCheck check(String name) {
        return rest.send(
                "POST",
                uris.of(base + NAMESPACE + "/checkNameAvailability", ArmUris.VAULTS),
                new NameCheck.Request(name),
                NameCheck::read);
    }

    public Paged<EventSubscriptionResource> eventSubscriptions(String resourceGroup, String vault) {
        return new Paged<>(
                rest,
                uris.of(events(resourceGroup, vault), ArmUris.EVENTS),
                EventSubscriptionResource::read);
    }

    public Optional<EventSubscriptionResource> findEventSubscription(
            String resourceGroup, String vault, String name) {
        return rest.find(event(resourceGroup, vault, name), EventSubscriptionResource::read);
    }

    /// Makes a subscription or replaces it; the endpoint is asked first.
    ///
    /// @param endpoint an https URL on a host that the server may call
    /// @param types empty for all
    public EventSubscriptionResource putEventSubscription(
            String resourceGroup, String vault, String name, String endpoint, List<String> types) {
        return rest.send(
                "PUT",
                event(resourceGroup, vault, name),
                new EventSubscriptionParameters(
                        "WebHook",
                        endpoint,
                        types.isEmpty() ? null : types,
                        "CloudEventSchemaV1_0"),
                EventSubscriptionResource::read);
    }

    public void deleteEventSubscription(String resourceGroup, String vault, String name) {
        rest.send("DELETE", event(resourceGroup, vault, name));
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
