package dev.keyward.vault.contacts;

import dev.keyward.model.VaultId;
import dev.keyward.records.Sealed;
import java.util.List;

/// Writes letters to the contacts of a vault as records of the change they tell of, so that none is
/// written of what wasn't done.
@FunctionalInterface
public interface ContactLetters {
    /// Writes to nobody.
    ContactLetters NONE = (_, _) -> List.of();

    /// @return new records of the vault's scope
    List<Sealed> letters(VaultId vault, ContactNotice notice);
}
