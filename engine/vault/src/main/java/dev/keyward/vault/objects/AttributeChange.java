package dev.keyward.vault.objects;

import dev.keyward.model.Attributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a request says of attributes; what is null isn't said.
public record AttributeChange(
        @Nullable Boolean enabled, @Nullable Instant notBefore, @Nullable Instant expires) {
    public static final AttributeChange NONE = new AttributeChange(null, null, null);

    /// @throws dev.keyward.model.VaultException with `BadParameter` if the window is empty
    public Attributes create(Instant now) {
        return new Attributes(enabled == null || enabled, notBefore, expires, now, now, false);
    }

    /// @throws dev.keyward.model.VaultException with `BadParameter` if the window is empty
    public Attributes apply(Attributes current, Instant now) {
        return new Attributes(
                enabled == null ? current.enabled() : enabled,
                notBefore == null ? current.notBefore() : notBefore,
                expires == null ? current.expires() : expires,
                current.created(),
                now,
                current.exportable());
    }
}
