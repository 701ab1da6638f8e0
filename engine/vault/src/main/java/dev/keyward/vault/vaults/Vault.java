package dev.keyward.vault.vaults;

import dev.keyward.model.RecoveryLevel;
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
                throw refused("accessPolicies", "of the vault's tenant");
            }
        }
    }

    public Vault withSettings(VaultSettings next) {
        return new Vault(id, name, tenantId, placement, next, trail);
    }

    public Vault withTrail(Trail next) {
        return new Vault(id, name, tenantId, placement, settings, next);
    }

    /// The rules of management-plane.md, section 2.2: what is on stays on, what is fixed stays so.
    ///
    /// @throws VaultException with `BadParameter`
    void requireChangeableTo(Vault next) {
        if (!id.equals(next.id)
                || !placement.location().equalsIgnoreCase(next.placement.location())) {
            throw refused("location", "as it was when the vault was made");
        }
        if (!tenantId.equals(next.tenantId)) {
            // All records of the vault are bound to it (security.md, section 4.2).
            throw refused("tenantId", "as it was when the vault was made");
        }
        RecoveryLevel was = settings.recovery();
        RecoveryLevel will = next.settings.recovery();
        if (was.retentionDays() != 0 && will.retentionDays() == 0) {
            throw refused("enableSoftDelete", "true once it was");
        }
        if (was.retentionDays() != 0 && was.retentionDays() != will.retentionDays()) {
            throw refused("softDeleteRetentionInDays", "as it was when the vault was made");
        }
        if (was.purgeProtection() && !will.purgeProtection()) {
            throw refused("enablePurgeProtection", "true once it was");
        }
    }

    private static VaultException refused(String parameter, String mustBe) {
        return new VaultException(new VaultError.BadParameter(parameter, mustBe));
    }
}
