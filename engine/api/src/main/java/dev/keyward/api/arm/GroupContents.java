package dev.keyward.api.arm;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.tenancy.ResourceGroup;
import dev.keyward.wire.arm.VaultResource;
import java.util.List;
import java.util.UUID;

/// What lies in resource groups: vaults in those of tenants, plans and offers in the operator's.
public interface GroupContents {
    /// All of a subscription, without their properties.
    List<VaultResource.Resource> of(UUID subscription);

    /// Those in a group.
    List<VaultResource.Resource> in(ResourceGroup group);

    /// Deletes what goes with the group, each with a record of its own; comes before the group
    /// itself goes.
    ///
    /// @throws dev.keyward.model.VaultException with `InUse` if there is something that doesn't
    void clear(Exchange exchange, ResourceGroup group);
}
