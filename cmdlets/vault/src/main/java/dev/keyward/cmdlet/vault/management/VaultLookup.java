package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.client.management.ResourceId;
import dev.keyward.client.management.SubscriptionCalls;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultShapes;
import dev.keyward.cmdlet.vault.shape.VaultShapes.DirectoryNames;
import dev.keyward.wire.arm.PolicyEntry;
import dev.keyward.wire.arm.SubscriptionResource.Tenant;
import dev.keyward.wire.arm.VaultProperties;
import dev.keyward.wire.arm.VaultResource;
import dev.keyward.wire.arm.VaultResource.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the vault an invocation means, and writes vaults with the names people know.
final class VaultLookup {
    private static final String TYPE = "Microsoft.KeyVault/vaults";

    private final Run run;
    private final Connection connection;

    VaultLookup(Run run) {
        this.run = run;
        this.connection = run.connection();
    }

    Connection connection() {
        return connection;
    }

    /// The subscription meant: the one given, else the connection's.
    SubscriptionCalls subscription() {
        String given = run.text("SubscriptionId");
        return given == null ? connection.inSubscription() : connection.resources().in(given);
    }

    /// The vault named by object, resource id, or name with or without its group.
    ///
    /// @throws Refusal in the module's words if there's none
    VaultResource required() {
        Place place = place();
        return find(place).orElseThrow(() -> missing(place));
    }

    /// Where the vault meant is.
    Place place() {
        PsObject input = run.inputObject();
        if (input != null) {
            Object group = input.get("ResourceGroupName");
            return new Place(
                    String.valueOf(input.get("VaultName")),
                    group == null ? null : group.toString());
        }
        String resourceId = run.text("ResourceId");
        if (resourceId != null) {
            ResourceId id =
                    ResourceId.parse(resourceId)
                            .orElseThrow(() ->
                                    Refusal.of(
                                            "'%s' isn't a vault's resource id."
                                                    .formatted(resourceId)));
            return new Place(id.name(), id.resourceGroup());
        }
        return new Place(run.required("VaultName"), run.text("ResourceGroupName"));
    }

    Optional<VaultResource> find(Place place) {
        String group = place.group();
        if (group == null) {
            group = groupOf(place.name()).orElse(null);
        }
        return group == null ? Optional.empty() : subscription().vaults().find(group, place.name());
    }

    /// The group of a vault, found in the list of all: users leave it out (seed S-31).
    private Optional<String> groupOf(String vaultName) {
        return all().filter(it -> it.name().equalsIgnoreCase(vaultName))
                .findFirst()
                .map(it -> ResourceId.groupOf(it.id()));
    }

    /// All vaults of the subscription, without their properties.
    Stream<Resource> all() {
        return subscription().resources(TYPE).stream();
    }

    private static Refusal missing(Place place) {
        return place.group() == null
                ? Refusal.of(
                        "Vault '%s' does not exist in current subscription."
                                .formatted(place.name()))
                : Refusal.of(
                        "Cannot find vault '%s' in resource group '%s'."
                                .formatted(place.name(), place.group()));
    }

    void write(VaultResource vault) {
        run.write(VaultShapes.vault(vault, names(vault.properties()), run.isAzureRm()));
    }

    VaultResource save(VaultResource vault, VaultProperties settings) {
        return subscription()
                .vaults()
                .put(
                        ResourceId.groupOf(vault.id()),
                        vault.name(),
                        vault.location(),
                        vault.tags(),
                        settings);
    }

    private DirectoryNames names(VaultProperties settings) {
        Map<String, String> principals = new LinkedHashMap<>();
        List<String> ids = settings.policies().stream().map(PolicyEntry::objectId).toList();
        String tenant = "";
        try {
            tenant =
                    connection.resources().tenants().stream()
                            .filter(it -> it.tenantId().equalsIgnoreCase(settings.tenantId()))
                            .findFirst()
                            .map(VaultLookup::tenantName)
                            .orElse("");
            if (!ids.isEmpty()) {
                for (DirectoryEntry entry : connection.graph().byIds(ids)) {
                    principals.put(entry.objectId().toLowerCase(Locale.ROOT), principalName(entry));
                }
            }
        } catch (VaultCallException e) {
            // Names are for people to read; a caller without rights in the directory does without.
            run.invocation().debug("no directory names: " + e.getMessage());
        }
        return new DirectoryNames(tenant, principals);
    }

    private static String tenantName(Tenant tenant) {
        String domain = tenant.domain();
        String name = tenant.displayName();
        return domain != null ? domain : name != null ? name : "";
    }

    // "Display name (what tells it apart)", as the modules print it.
    private static String principalName(DirectoryEntry entry) {
        String more = entry.userPrincipalName() != null ? entry.userPrincipalName() : entry.appId();
        return more == null ? entry.displayName() : entry.displayName() + " (" + more + ")";
    }

    /// @param group null if it has to be found
    record Place(String name, @Nullable String group) {}
}
