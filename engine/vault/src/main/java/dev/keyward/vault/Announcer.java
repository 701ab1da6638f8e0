package dev.keyward.vault;

import dev.keyward.model.VaultId;
import dev.keyward.records.Sealed;
import java.util.List;

/// Turns what happens to objects into records that are written in the same change, so that nobody
/// is told of what wasn't done and nothing that was done goes untold.
public interface Announcer {
    /// Tells nobody.
    Announcer NOBODY =
            new Announcer() {
                @Override
                public List<Sealed> announce(VaultId vault, Happening happening) {
                    return List.of();
                }

                @Override
                public List<Sealed> announce(VaultId vault, ContactNotice notice) {
                    return List.of();
                }
            };

    /// @return new records of the vault's scope
    List<Sealed> announce(VaultId vault, Happening happening);

    /// @return as the other
    List<Sealed> announce(VaultId vault, ContactNotice notice);
}
