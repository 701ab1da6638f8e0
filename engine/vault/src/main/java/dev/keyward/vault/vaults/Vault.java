package dev.keyward.vault.vaults;

import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.model.VaultName;

/// One vault as the management plane knows it.
///
/// @param tenantId the directory whose tokens the data plane accepts
public record Vault(
        VaultId id,
        VaultName name,
        TenantId tenantId,
        Placement placement,
        VaultSettings settings,
        Trail trail) {
    /// @throws VaultException with `BadParameter` if an access policy names another tenant
    public Vault {
        for (var policy : settings.accessPolicies()) {
            if (!policy.tenant().equals(tenantId)) {
                throw new VaultException(
                        new VaultError.BadParameter("accessPolicies", "of the vault's tenant"));
            }
        }
    }

    public Vault withSettings(VaultSettings next) {
        return new Vault(id, name, tenantId, placement, next, trail);
    }

    public Vault withTrail(Trail next) {
        return new Vault(id, name, tenantId, placement, settings, next);
    }
}
