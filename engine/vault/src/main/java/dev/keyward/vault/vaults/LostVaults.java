package dev.keyward.vault.vaults;

import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.model.VaultName;
import dev.keyward.records.SealedStore;
import dev.keyward.records.entities.Entities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Vaults whose record can't be read and isn't in memory either: their keys are still there, and
/// say whose they are.
///
/// @param vaults the records that can be read
record LostVaults(SealedStore records, Entities<VaultRecord> vaults) {
    private static final int LONGEST_RETENTION = 90;

    /// The vault anew: without a right for anybody, and with purge protection.
    ///
    /// @param id which of them, where several have lost their record; else null
    /// @throws VaultException with `BadParameter` if it can't be told which it was, or the tenant
    ///   is another
    Vault remade(
            VaultName name,
            TenantId tenant,
            Placement placement,
            Trail trail,
            @Nullable VaultId id) {
        return new Vault(
                found(tenant, id),
                name,
                tenant,
                placement,
                new VaultSettings(
                        Sku.STANDARD,
                        Map.of(),
                        EnabledFor.NOTHING,
                        new RecoveryLevel(LONGEST_RETENTION, true),
                        false,
                        true,
                        null,
                        List.of()),
                trail);
    }

    private VaultId found(TenantId tenant, @Nullable VaultId id) {
        List<VaultId> lost = new ArrayList<>(records.vaults());
        vaults.all().forEach(record -> lost.remove(record.vault().id()));
        if (id == null ? lost.size() != 1 : !lost.contains(id)) {
            throw refused("vaultId", "one of the vaults that have no record: " + lost);
        }
        VaultId found = id == null ? lost.getFirst() : id;
        if (!records.tenant(found).equals(tenant)) {
            throw refused("subscriptionId", "of the tenant " + records.tenant(found));
        }
        return found;
    }

    private static VaultException refused(String parameter, String mustBe) {
        return new VaultException(new VaultError.BadParameter(parameter, mustBe));
    }
}
