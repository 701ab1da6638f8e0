package dev.keyward.cmdlet.vault.facts;

import dev.keyward.cmdlet.Completer;
import dev.keyward.cmdlet.TypeToken;

/// What the words of the facts stand for.
public interface Vocabulary {
    /// The type of a bare name, such as `string` or `PSKeyVault`.
    TypeToken type(String name);

    /// Who proposes values, by a name such as `vaults`.
    Completer completer(String name);
}
