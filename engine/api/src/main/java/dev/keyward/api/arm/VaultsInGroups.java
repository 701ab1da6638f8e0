package dev.keyward.api.arm;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.tenancy.ResourceGroup;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.arm.VaultResource;
import java.util.List;
import java.util.UUID;

/// Vaults go with their group.
record VaultsInGroups(Vaults vaults) implements GroupContents {
    @Override
    public List<VaultResource.Resource> of(UUID subscription) {
        return vaults.list(subscription).stream().map(Ids::generic).toList();
    }

    @Override
    public List<VaultResource.Resource> in(ResourceGroup group) {
        return vaults.list(group.subscription(), group.name()).stream().map(Ids::generic).toList();
    }

    @Override
    public void clear(Exchange exchange, ResourceGroup group) {
        for (Vault vault : vaults.list(group.subscription(), group.name())) {
            exchange.audit().resource(Ids.vault(vault));
            exchange.await(vaults.delete(vault.name(), exchange.evidence(200)));
        }
    }
}
