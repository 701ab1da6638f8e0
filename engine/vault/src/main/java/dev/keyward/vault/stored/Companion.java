package dev.keyward.vault.stored;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Deletion;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.store.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What bears an object's name beside it and goes its way: deleted, recovered, erased, backed up
/// and restored with it, in the same change.
public interface Companion {
    /// @throws dev.keyward.model.VaultException with `NameTaken` or `DeletedButRecoverable` if
    ///   something else has the name
    void checkFree(VaultId vault, ObjectName name);

    /// Rows that say of deletion what the object's head says.
    ///
    /// @param deletion null when it is recovered
    List<Sealed> follow(VaultId vault, ObjectName name, @Nullable Deletion deletion);

    /// Removes every row inside a change.
    void erase(RecordScope scope, Transaction tx, ObjectName name);

    /// Appends the companion to a backup.
    void backup(CanonicalWriter out, VaultId vault, ObjectName name);

    /// Reads what [#backup] wrote.
    ///
    /// @param deletion of the object it goes with, null for one that lives
    /// @return the rows that bring it back
    List<Sealed> restore(
            CanonicalReader in, RecordScope scope, ObjectName name, @Nullable Deletion deletion);
}
