package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.management.ResourceId;
import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.wire.offers.DirectoryTenantResource;
import dev.keyward.wire.offers.LocationResource;

/// Where directory tenants are kept: in a resource group of the deployment's first location, unless
/// another is named.
record TenantPlace(Named<DirectoryTenantResource> tenants) {
    /// @throws Refusal if the deployment names no location
    static TenantPlace of(Run run) {
        OperatorCalls operator = run.connection().offering();
        String group = run.text("ResourceGroupName");
        return new TenantPlace(
                operator.directoryTenants(group == null ? "system." + home(operator) : group));
    }

    private static String home(OperatorCalls operator) {
        return operator.locations().list().stream()
                .findFirst()
                .map(LocationResource::name)
                .orElseThrow(() ->
                        Refusal.of("the deployment names no location; give -ResourceGroupName"));
    }

    /// The domain that arguments name, by itself or in an id.
    static String name(Run run) {
        String id = run.text("ResourceId");
        return id == null
                ? run.required("Name")
                : ResourceId.parse(id)
                        .map(ResourceId::name)
                        .orElseThrow(() ->
                                Refusal.of(
                                        "-ResourceId: must be the id of a directory tenant, as"
                                                + " objects have it."));
    }
}
