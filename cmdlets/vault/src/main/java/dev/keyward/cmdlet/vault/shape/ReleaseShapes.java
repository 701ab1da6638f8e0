package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.PsObject;
import java.util.Locale;

/// A key that was released, as an object.
public final class ReleaseShapes {
    private ReleaseShapes() {}

    /// @param value a compact JWS, which holds the wrapped key
    public static PsObject release(String value, String vault, String key) {
        return new PsObject(Types.KEY_RELEASE)
                .set("VaultName", vault.toLowerCase(Locale.ROOT))
                .set("KeyName", key)
                .set("Value", value);
    }
}
