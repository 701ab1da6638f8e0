package dev.keyward.api.dispatch;

import dev.keyward.api.operation.Access;
import dev.keyward.api.operation.DataRight;
import dev.keyward.api.operation.Operation;
import dev.keyward.model.Permission;

/// The kinds of requests that are counted apart (data-plane-common.md, section 12).
enum Traffic {
    /// Everything about keys but making them.
    KEY_USE,
    NEW_KEY,
    NEW_SECRET,
    OTHER;

    static Traffic of(Operation operation) {
        return switch (operation.name()) {
            case "KeyCreate", "KeyImport", "KeyRotate", "CertificateCreate", "CertificateImport" ->
                    NEW_KEY;
            case "SecretSet" -> NEW_SECRET;
            default ->
                    operation.access() instanceof Access.InVault(DataRight right)
                                    && right.anyOf().getFirst() instanceof Permission.Key
                            ? KEY_USE
                            : OTHER;
        };
    }
}
