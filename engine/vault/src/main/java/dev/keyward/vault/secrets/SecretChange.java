package dev.keyward.vault.secrets;

import dev.keyward.model.Tags;
import dev.keyward.vault.objects.AttributeChange;
import org.jspecify.annotations.Nullable;

/// What to change of a version; what is null stays.
///
/// @param contentType at most 255 characters
/// @param tags replace all tags
public record SecretChange(
        @Nullable String contentType, @Nullable Tags tags, AttributeChange attributes) {
    /// @throws dev.keyward.model.VaultException with `InvalidProperty`
    public SecretChange {
        NewSecret.checkContentType(contentType);
    }

    @Override
    public String toString() {
        return "SecretChange";
    }
}
