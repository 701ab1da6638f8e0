package dev.keyward.vault;

import dev.keyward.model.Guids;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.model.VaultName;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.SealedStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Erases what has lain deleted for as long as its vault says (data-plane-common, section 9). Safe
/// to run at any time and more than once.
public final class Retention {
    private static final int BATCH = 100;

    private final SealedStore records;
    private final Vaults vaults;
    private final VaultKeys keys;
    private final VaultSecrets secrets;

    public Retention(SealedStore records, Vaults vaults, VaultKeys keys, VaultSecrets secrets) {
        this.records = records;
        this.vaults = vaults;
        this.keys = keys;
        this.secrets = secrets;
    }

    /// Erases everything whose scheduled date isn't after `now`, each in a change of its own.
    /// Waits, so it belongs on a thread of its own.
    ///
    /// @param evidence makes the audit record of one erasure
    /// @return how many vaults and objects were erased
    public int purgeDue(Instant now, Function<Due, byte[]> evidence) {
        int erased = purgeVaults(now, evidence);
        erased += purgeObjects("secret", ObjectKind.SECRET, secrets.changes(), now, evidence);
        erased += purgeObjects("key", ObjectKind.KEY, keys.changes(), now, evidence);
        return erased;
    }

    private int purgeVaults(Instant now, Function<Due, byte[]> evidence) {
        int erased = 0;
        for (OpenRecord row : due(RecordedVaults.KIND, now)) {
            VaultName name = new VaultName(row.id().name());
            var deleted = vaults.findDeleted(name);
            if (deleted.isPresent()) {
                erased +=
                        await(
                                vaults.purge(
                                        name,
                                        () -> evidence.apply(new Due.OfVault(deleted.get()))));
            }
        }
        return erased;
    }

    private int purgeObjects(
            String label,
            ObjectKind kind,
            ObjectChanges<?> changes,
            Instant now,
            Function<Due, byte[]> evidence) {
        int erased = 0;
        List<OpenRecord> rows;
        do {
            rows = due(label, now);
            int before = erased;
            for (OpenRecord row : rows) {
                VaultId vault = new VaultId(Guids.parse("scope", row.scope()));
                erased +=
                        await(
                                changes.purge(
                                        vault,
                                        true,
                                        new ObjectName(row.id().name()),
                                        name ->
                                                evidence.apply(
                                                        new Due.OfObject(vault, kind, name))));
            }
            if (erased == before) {
                return erased;
            }
        } while (rows.size() == BATCH);
        return erased;
    }

    private List<OpenRecord> due(String kind, Instant now) {
        return records.due(kind, now.getEpochSecond(), BATCH);
    }

    /// @return 1, or 0 for what was recovered or purged meanwhile
    private static int await(CompletionStage<@Nullable Void> purge) {
        try {
            purge.toCompletableFuture().join();
            return 1;
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof VaultException refusal) {
                if (refusal.error() instanceof VaultError.DeletedObjectNotFound
                        || refusal.error() instanceof VaultError.DeletedVaultNotFound) {
                    return 0;
                }
                throw refusal;
            }
            throw failed;
        }
    }
}
