package dev.keyward.vault.upkeep;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultName;
import dev.keyward.records.DueRecord;
import dev.keyward.records.SealedStore;
import dev.keyward.vault.rows.Attempts;
import dev.keyward.vault.vaults.DeletedVault;
import dev.keyward.vault.vaults.Vaults;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// Erases vaults that have lain deleted for as long as they say (management-plane.md, section 2.2).
public final class VaultChore implements Chore {
    private final Vaults vaults;
    private final Function<Deed, byte[]> evidence;

    /// @param evidence makes the audit record of a deed
    public VaultChore(Vaults vaults, Function<Deed, byte[]> evidence) {
        this.vaults = vaults;
        this.evidence = evidence;
    }

    @Override
    public String kind() {
        return SealedStore.VAULT_KIND;
    }

    @Override
    public void attend(DueRecord record, Instant now) {
        VaultName name = new VaultName(record.id().name());
        Optional<DeletedVault> deleted = vaults.findDeleted(name);
        if (deleted.isEmpty() || deleted.get().scheduledPurge().isAfter(now)) {
            return;
        }
        try {
            Attempts.join(
                    vaults.purge(name, () -> evidence.apply(new Deed.VaultPurged(deleted.get()))));
        } catch (VaultException refused) {
            if (!(refused.error() instanceof VaultError.DeletedVaultNotFound)) {
                throw refused;
            }
            // Recovered or purged meanwhile: nothing is left to do.
        }
    }

    /// Vaults are few, and the date they were given stays as it is.
    @Override
    public void putOff(DueRecord record, Instant until) {}
}
