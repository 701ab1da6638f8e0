package dev.keyward.vault.stored;

import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.vaults.Vault;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Makes the next version of an object.
@FunctionalInterface
public interface Renewer {
    /// Of a kind that is never renewed.
    Renewer NONE =
            (_, name, _, _) -> {
                throw new VaultException(new VaultError.Conflict("renewal of " + name));
            };

    /// @param due the version that was found to be due; another one means that there is nothing
    ///   left to do
    CompletionStage<?> renew(
            Vault vault, ObjectName name, ObjectVersion due, Function<Deed, byte[]> evidence);
}
