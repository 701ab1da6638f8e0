package dev.keyward.vault.keys;

import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Attributes;
import dev.keyward.model.Deletion;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.Protection;
import dev.keyward.model.ReleasePolicy;
import dev.keyward.model.Tags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One version of a key, without its private half.
///
/// @param name in the case it was made with
/// @param managed whether it belongs to a certificate
/// @param releasePolicy null for a key that isn't exportable
/// @param deletion null while the key lives
public record Key(
        ObjectName name,
        ObjectVersion version,
        Attributes attributes,
        KeyParameters parameters,
        Protection protection,
        PublicKeyParts publicParts,
        List<KeyOperation> operations,
        Tags tags,
        boolean managed,
        @Nullable ReleasePolicy releasePolicy,
        @Nullable Deletion deletion) {
    @Override
    public String toString() {
        return "Key[" + name + "/" + version + "]";
    }

    /// The type as answers show it, such as `RSA-HSM`.
    public String kty() {
        return protection.kty(parameters);
    }
}
