package dev.keyward.vault.secrets;

import dev.keyward.model.Attributes;
import dev.keyward.model.Deletion;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import org.jspecify.annotations.Nullable;

/// One version of a secret.
///
/// @param name in the case it was made with
/// @param value UTF-8 octets; shared, so nobody may wipe it
/// @param previous the version that was current before; null on the first
/// @param managed whether it belongs to a certificate, whose key has the same name and version
/// @param deletion null while the secret lives
public record Secret(
        ObjectName name,
        ObjectVersion version,
        Attributes attributes,
        SecretBytes value,
        @Nullable String contentType,
        Tags tags,
        @Nullable ObjectVersion previous,
        boolean managed,
        @Nullable Deletion deletion) {
    @Override
    public String toString() {
        return "Secret[" + name + "/" + version + "]";
    }
}
