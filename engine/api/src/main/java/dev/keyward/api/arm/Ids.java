package dev.keyward.api.arm;

import dev.keyward.vault.vaults.DeletedVault;
import dev.keyward.vault.vaults.Placement;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.wire.arm.VaultResource;
import java.util.UUID;

/// ARM ids of what there is.
final class Ids {
    static final String VAULT_TYPE = "Microsoft.KeyVault/vaults";

    private Ids() {}

    static String group(UUID subscription, String name) {
        return "/subscriptions/" + subscription + "/resourceGroups/" + name;
    }

    /// The name of the resource group in the id of something that lies in one.
    static String groupOf(String id) {
        return id.split("/", -1)[4];
    }

    static String vault(Vault vault) {
        Placement placement = vault.placement();
        return group(placement.subscriptionId(), placement.resourceGroup())
                + ManagementRoutes.KEY_VAULT
                + "/vaults/"
                + vault.name();
    }

    static String deletedVault(DeletedVault deleted) {
        Placement placement = deleted.vault().placement();
        return "/subscriptions/"
                + placement.subscriptionId()
                + ManagementRoutes.KEY_VAULT
                + "/locations/"
                + placement.location()
                + "/deletedVaults/"
                + deleted.vault().name();
    }

    /// The vault without its properties.
    static VaultResource.Resource generic(Vault vault) {
        return new VaultResource.Resource(
                vault(vault),
                vault.name().value(),
                VAULT_TYPE,
                vault.placement().location(),
                vault.settings().tags());
    }
}
