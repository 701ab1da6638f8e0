package dev.keyward.vault.objects;

import dev.keyward.model.VaultId;
import dev.keyward.records.Sealed;
import java.util.List;

/// Turns what happens to objects into records that are written in the same change, so that nobody
/// is told of what wasn't done and nothing that was done goes untold.
@FunctionalInterface
public interface Announcer {
    /// Tells nobody.
    Announcer NOBODY = (_, _) -> List.of();

    /// @return new records of the vault's scope
    List<Sealed> announce(VaultId vault, Happening happening);
}
