package dev.keyward.records;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.store.Transaction;

/// A scope that doesn't exist yet: its key is made and sealed, and becomes real when it is put in
/// the same change as the record of its vault.
public final class NewScope {
    private final RecordScope system;
    private final RecordScope scope;
    private final Sealed keyRecord;
    private final int rootGeneration;

    /// @param rootGeneration of the root key that wrapped the scope's
    NewScope(RecordScope system, RecordScope scope, Sealed keyRecord, int rootGeneration) {
        this.system = system;
        this.scope = scope;
        this.keyRecord = keyRecord;
        this.rootGeneration = rootGeneration;
    }

    /// The scope, for sealing its first records; until [#put] is committed nothing of it exists.
    public RecordScope scope() {
        return scope;
    }

    /// @throws dev.keyward.model.VaultException with `Conflict` if the scope exists, or the root
    ///   key was rotated since it was made
    public void put(Transaction tx) {
        boolean sameRoot =
                tx.get(SealRecord.PLACE)
                        .filter(row -> SealRecord.read(row).rootGeneration() == rootGeneration)
                        .isPresent();
        if (!sameRoot) {
            throw new VaultException(new VaultError.Conflict("root key"));
        }
        system.put(tx, keyRecord);
        scope.begin(tx);
    }
}
