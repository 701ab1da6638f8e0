package dev.keyward.wire;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import org.jspecify.annotations.Nullable;

/// Members a body can't do without.
public final class Required {
    private Required() {}

    /// @throws VaultException with `BadParameter` if the member wasn't there
    public static <T> T member(String name, @Nullable T value) {
        if (value == null) {
            throw new VaultException(new VaultError.BadParameter(name, "given"));
        }
        return value;
    }
}
