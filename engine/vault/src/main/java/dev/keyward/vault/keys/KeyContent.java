package dev.keyward.vault.keys;

import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Attributes;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.Protection;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a version of a key holds.
///
/// @param pkcs8 null in what stays in memory; the bare bytes of a symmetric key; the handle of one
///   in a hardware module
record KeyContent(
        Attributes attributes,
        KeyParameters parameters,
        Protection protection,
        PublicKeyParts publicParts,
        List<KeyOperation> operations,
        Tags tags,
        @Nullable SecretBytes pkcs8) {
    KeyContent {
        operations = List.copyOf(operations);
    }

    @Override
    public String toString() {
        return "KeyContent";
    }
}
