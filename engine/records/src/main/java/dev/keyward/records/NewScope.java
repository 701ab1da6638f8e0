package dev.keyward.records;

import dev.keyward.store.Transaction;

/// A scope that doesn't exist yet: its key is made and sealed, and becomes real when it is put in
/// the same change as the record of its vault.
public final class NewScope {
    private final RecordScope system;
    private final RecordScope scope;
    private final Sealed keyRecord;

    NewScope(RecordScope system, RecordScope scope, Sealed keyRecord) {
        this.system = system;
        this.scope = scope;
        this.keyRecord = keyRecord;
    }

    /// The scope, for sealing its first records; until [#put] is committed nothing of it exists.
    public RecordScope scope() {
        return scope;
    }

    /// @throws dev.keyward.model.VaultException with `Conflict` if the scope exists
    public void put(Transaction tx) {
        system.put(tx, keyRecord);
        scope.begin(tx);
    }
}
