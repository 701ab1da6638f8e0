package dev.keyward.vault.objects;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.VaultId;
import dev.keyward.records.Sealed;
import java.util.List;

/// What a vault has that isn't an object of it and that others keep, but goes with its contents to
/// another deployment.
public interface Belongings {
    /// Appends all of a vault.
    ///
    /// @return how many there are
    int writeAll(CanonicalWriter out, VaultId vault);

    /// Reads what [#writeAll] wrote.
    Arrived readAll(CanonicalReader in);

    /// What was read.
    interface Arrived {
        /// As [#writeAll] counted.
        int count();

        /// Rows that bring it into a vault.
        ///
        /// @throws dev.keyward.model.VaultException with `AuthorityInTheWay` if the vault has such
        ///   things of its own
        List<Sealed> rows(VaultId vault);
    }
}
