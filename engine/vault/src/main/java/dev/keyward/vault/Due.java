package dev.keyward.vault;

import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultId;

/// What the retention timer is about to erase.
public sealed interface Due {
    record OfVault(DeletedVault vault) implements Due {}

    record OfObject(VaultId vault, ObjectKind kind, ObjectName name) implements Due {}
}
