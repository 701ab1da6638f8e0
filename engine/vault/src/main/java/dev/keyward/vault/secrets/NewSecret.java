package dev.keyward.vault.secrets;

import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.objects.AttributeChange;
import org.jspecify.annotations.Nullable;

/// A secret to be set.
///
/// @param value at most 25600 octets; kept, so the caller may not wipe it
/// @param contentType at most 255 characters
public record NewSecret(
        SecretBytes value, @Nullable String contentType, Tags tags, AttributeChange attributes) {
    static final int MAX_VALUE_BYTES = 25_600;
    static final int MAX_CONTENT_TYPE = 255;

    /// @throws VaultException with `InvalidProperty`
    public NewSecret {
        if (value.length() > MAX_VALUE_BYTES) {
            throw new VaultException(
                    new VaultError.InvalidProperty("value", "at most 25600 bytes"));
        }
        checkContentType(contentType);
    }

    static void checkContentType(@Nullable String contentType) {
        if (contentType != null && contentType.length() > MAX_CONTENT_TYPE) {
            throw new VaultException(
                    new VaultError.InvalidProperty("contentType", "at most 255 characters"));
        }
    }

    @Override
    public String toString() {
        return "NewSecret";
    }
}
