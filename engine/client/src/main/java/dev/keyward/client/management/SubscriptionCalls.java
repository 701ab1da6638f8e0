package dev.keyward.client.management;

import dev.keyward.client.rest.ArmUris;
import dev.keyward.client.rest.Named;
import dev.keyward.client.rest.Paged;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.VaultUris;
import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.ClockState;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.ServerTime;
import dev.keyward.wire.VaultContents;
import dev.keyward.wire.WireBody;
import dev.keyward.wire.arm.ProviderResource;
import dev.keyward.wire.arm.ResourceGroupParameters;
import dev.keyward.wire.arm.ResourceGroupResource;
import dev.keyward.wire.arm.VaultResource.Resource;
import dev.keyward.wire.offers.AcquiredPlanBody;
import dev.keyward.wire.offers.AddOnPlan;
import dev.keyward.wire.offers.LocationResource;
import dev.keyward.wire.trail.TrailVerdict;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The calls inside one subscription: providers, resource groups, resources. Every one throws a
/// [VaultCallException] if it's refused.
public final class SubscriptionCalls {
    private static final String AUDIT = "/providers/Keyward.Audit";
    private static final String CLOCK = "/providers/Keyward.Clock/time";
    private static final String DEVELOPMENT = "/providers/Keyward.Development";

    private final Rest rest;
    private final ArmUris uris;
    private final String base;

    SubscriptionCalls(Rest rest, ArmUris uris, String subscriptionId) {
        this.rest = rest;
        this.uris = uris;
        this.base = "/subscriptions/" + VaultUris.encode(subscriptionId);
    }

    public Paged<ProviderResource> providers() {
        return new Paged<>(
                rest, uris.of(base + "/providers", ArmUris.RESOURCES), ProviderResource::read);
    }

    public ProviderResource provider(String namespace) {
        return rest.get(provider(namespace, ""), ProviderResource::read);
    }

    public ProviderResource register(String namespace) {
        return rest.send("POST", provider(namespace, "/register"), null, ProviderResource::read);
    }

    public ProviderResource unregister(String namespace) {
        return rest.send("POST", provider(namespace, "/unregister"), null, ProviderResource::read);
    }

    private URI provider(String namespace, String action) {
        String path = base + "/providers/" + VaultUris.encode(namespace) + action;
        return uris.of(path, ArmUris.RESOURCES);
    }

    public Paged<ResourceGroupResource> resourceGroups() {
        return new Paged<>(
                rest,
                uris.of(base + "/resourcegroups", ArmUris.RESOURCES),
                ResourceGroupResource::read);
    }

    public Optional<ResourceGroupResource> findResourceGroup(String name) {
        return rest.find(group(name), ResourceGroupResource::read);
    }

    /// Makes the group, or sets its tags if it's there.
    public ResourceGroupResource putResourceGroup(
            String name, String location, @Nullable Map<String, String> tags) {
        return rest.send(
                "PUT",
                group(name),
                new ResourceGroupParameters(location, tags, null),
                ResourceGroupResource::read);
    }

    /// @param tags replaces all tags
    public ResourceGroupResource tagResourceGroup(String name, Map<String, String> tags) {
        return rest.send(
                "PATCH",
                group(name),
                new ResourceGroupParameters(null, tags, null),
                ResourceGroupResource::read);
    }

    /// Deletes the group and all it holds.
    public void deleteResourceGroup(String name) {
        rest.send("DELETE", group(name));
    }

    private URI group(String name) {
        return uris.of(base + "/resourcegroups/" + VaultUris.encode(name), ArmUris.RESOURCES);
    }

    /// Resources of one type in all groups, without their properties.
    ///
    /// @param type such as `Microsoft.KeyVault/vaults`
    public Paged<Resource> resources(String type) {
        URI uri =
                uris.filtered(
                        base + "/resources", "resourceType eq '" + type + "'", ArmUris.RESOURCES);
        return new Paged<>(rest, uri, Resource::read);
    }

    /// How the server's clock stands.
    public ClockState clock() {
        return rest.get(uris.of(base + CLOCK, ArmUris.AUDIT), ClockState::read);
    }

    /// Says that the server's clock is right, ahead or behind as it may be.
    ///
    /// @param time it is, by another clock
    public ClockState confirmClock(Instant time) {
        return rest.send(
                "POST",
                uris.of(base + CLOCK + "/confirm", ArmUris.AUDIT),
                new ClockState.Confirmation(time),
                ClockState::read);
    }

    /// Lets the time of a development server pass.
    ///
    /// @param by ISO 8601 duration
    public ServerTime advanceTime(String by) {
        return ofDevelopment("/time/advance", new ServerTime.Step(by), ServerTime::read);
    }

    /// All that a vault of a development server holds, sealed under a passphrase.
    ///
    /// @param passphrase 12 to 1024 bytes of UTF-8
    public VaultContents exportVault(String vault, SecretBytes passphrase) {
        return contents(vault, "/export", new VaultContents.Request(passphrase, null));
    }

    /// Brings what [#exportVault] gave into a vault of a development server, all of it or nothing.
    public VaultContents importVault(String vault, SecretBytes passphrase, byte[] value) {
        return contents(vault, "/import", new VaultContents.Request(passphrase, value));
    }

    private VaultContents contents(String vault, String action, VaultContents.Request request) {
        return ofDevelopment(
                "/vaults/" + VaultUris.encode(vault) + action, request, VaultContents::read);
    }

    /// What only development servers answer; others have nothing at the address.
    private <T> T ofDevelopment(String path, WireBody body, Function<JsonReader, T> read) {
        try {
            return rest.send("POST", uris.of(base + DEVELOPMENT + path, ArmUris.AUDIT), body, read);
        } catch (VaultCallException refused) {
            if (!(refused.failure() instanceof CallFailure.NothingThere)) {
                throw refused;
            }
            throw new VaultCallException(
                    refused.status(),
                    refused.failure(),
                    "This is for development servers (serve --dev); the service here isn't one.",
                    refused);
        }
    }

    /// Records of the audit log that the caller may see here, the oldest first.
    ///
    /// With no time given, the first page is all there is: the newest records.
    public Paged<AuditRecord> auditRecords(AuditRecord.Filter filter) {
        StringBuilder uri =
                new StringBuilder(uris.of(base + AUDIT + "/records", ArmUris.AUDIT).toString());
        parameter(uri, "from", filter.from());
        parameter(uri, "to", filter.to());
        parameter(uri, "vault", filter.vault());
        parameter(uri, "operation", filter.operation());
        uri.append("&$top=").append(filter.most());
        return new Paged<>(rest, URI.create(uri.toString()), AuditRecord::read);
    }

    private static void parameter(StringBuilder uri, String name, @Nullable Object value) {
        if (value != null) {
            uri.append('&').append(name).append('=').append(VaultUris.encode(value.toString()));
        }
    }

    /// Checks the whole audit log.
    public TrailVerdict checkAudit() {
        return rest.send(
                "POST", uris.of(base + AUDIT + "/verify", ArmUris.AUDIT), null, TrailVerdict::read);
    }

    /// Where its resources may be.
    public Paged<LocationResource> locations() {
        return new Paged<>(
                rest, uris.of(base + "/locations", ArmUris.SUBSCRIPTIONS), LocationResource::read);
    }

    /// Plans it has beside those of its offer, by their acquisition's ids. Plans are called
    /// `/plans/{name}` here.
    public Named<AcquiredPlanBody> acquiredPlans() {
        return new Named<>(
                rest,
                uris,
                base + "/providers/Microsoft.Subscriptions" + base + "/acquiredPlans",
                ArmUris.OFFERS,
                AcquiredPlanBody::read);
    }

    /// Plans that its offer lets a subscriber add, whether it has them or not.
    public Paged<AddOnPlan> addOnPlans() {
        return new Paged<>(
                rest,
                uris.of(
                        base + "/providers/Microsoft.Subscriptions" + base + "/addonPlans",
                        ArmUris.OFFERS),
                AddOnPlan::read);
    }

    /// The ARM id.
    public String id() {
        return base;
    }

    public RoleCalls roles() {
        return new RoleCalls(rest, uris);
    }

    public SuccessorCalls successor() {
        return new SuccessorCalls(rest, uris, base);
    }

    public SealingCalls sealing() {
        return new SealingCalls(rest, uris, base);
    }

    public VaultResourceCalls vaults() {
        return new VaultResourceCalls(rest, uris, base);
    }
}
