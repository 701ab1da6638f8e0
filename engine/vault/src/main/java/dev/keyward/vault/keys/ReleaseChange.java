package dev.keyward.vault.keys;

import dev.keyward.model.ReleasePolicy;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import org.jspecify.annotations.Nullable;

/// What a request says of a key's leaving the vault (data-plane-keys.md, section 7).
///
/// @param exportable null where it isn't said
/// @param policy null where none is given
public record ReleaseChange(@Nullable Boolean exportable, @Nullable ReleasePolicy policy) {
    static final ReleaseChange NONE = new ReleaseChange(null, null);

    /// The policy of a new key; null if it isn't exportable.
    ///
    /// @throws VaultException with `BadRequestText`
    @Nullable ReleasePolicy ofNew() {
        if (policy != null && !Boolean.TRUE.equals(exportable)) {
            throw notExportable();
        }
        if (policy == null && Boolean.TRUE.equals(exportable)) {
            throw refused("AKV.SKR.1004: Exportable keys must have release policy.");
        }
        return policy;
    }

    /// The policy of a key that there is. A key is exportable from the start or never, and a policy
    /// that was called immutable stays.
    ///
    /// @throws VaultException with `BadRequestText`
    @Nullable ReleasePolicy of(@Nullable ReleasePolicy current) {
        if (exportable != null && exportable != (current != null)) {
            throw refused(
                    "AKV.SKR.1003: The exportable attribute of an existing key cannot be changed.");
        }
        if (policy == null || policy.equals(current)) {
            return current;
        }
        if (current == null) {
            throw notExportable();
        }
        if (current.immutable()) {
            throw refused("AKV.SKR.1020: Immutable Key Release Policy cannot be modified.");
        }
        return policy;
    }

    private static VaultException notExportable() {
        return refused("AKV.SKR.1005: Non-exportable keys must not have release policy.");
    }

    private static VaultException refused(String message) {
        return new VaultException(new VaultError.BadRequestText(message));
    }
}
