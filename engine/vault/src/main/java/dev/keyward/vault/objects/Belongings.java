package dev.keyward.vault.objects;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.VaultId;
import dev.keyward.records.Sealed;
import java.util.List;
import java.util.function.Supplier;

/// Something that a vault has and that goes with it to another deployment: its objects of one kind,
/// what stands beside them, or what another room keeps of it.
public interface Belongings {
    /// Appends all of a vault.
    Count writeAll(CanonicalWriter out, VaultId vault);

    /// Reads what [#writeAll] wrote, for a vault that is to have it.
    Arrived readAll(CanonicalReader in, VaultId vault);

    /// How many there are.
    ///
    /// @param deleted those that can be recovered
    record Count(int live, int deleted) {
        public static Count of(int live) {
            return new Count(live, 0);
        }
    }

    /// What was read.
    ///
    /// @param count as [#writeAll] counted
    /// @param rows makes the rows that bring it into the vault; throws `VaultException` with
    ///   `RestoreConflict`, `DeletedButRecoverable`, `NameTaken`, `ImportCollides` or
    ///   `AuthorityInTheWay` if the vault has such things of its own
    record Arrived(Count count, Supplier<List<Sealed>> rows) {
        public static final Arrived NOTHING = new Arrived(Count.of(0), List::of);
    }
}
