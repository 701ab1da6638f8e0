package dev.keyward.vault.secrets;

import dev.keyward.model.Attributes;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import org.jspecify.annotations.Nullable;

/// What a version of a secret holds.
record SecretContent(
        Attributes attributes,
        SecretBytes value,
        @Nullable String contentType,
        Tags tags,
        @Nullable ObjectVersion previous) {
    @Override
    public String toString() {
        return "SecretContent";
    }
}
