package dev.keyward.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What every object version carries (data-plane-common.md, section 7). Times are whole seconds.
///
/// @param notBefore inclusive
/// @param expires exclusive
/// @param exportable keys only
public record Attributes(
        boolean enabled,
        @Nullable Instant notBefore,
        @Nullable Instant expires,
        Instant created,
        Instant updated,
        boolean exportable) {
    /// @throws VaultException with `BadParameter` if `expires` isn't after `notBefore`
    public Attributes {
        if (notBefore != null && expires != null && !expires.isAfter(notBefore)) {
            throw new VaultException(
                    new VaultError.BadParameter("attributes.exp", "later than attributes.nbf"));
        }
    }

    /// Whether the time lies in the window `[notBefore, expires)`; an open side always does.
    public boolean isInWindow(Instant now) {
        return (notBefore == null || !now.isBefore(notBefore))
                && (expires == null || now.isBefore(expires));
    }

    public Attributes withExportable(boolean next) {
        return new Attributes(enabled, notBefore, expires, created, updated, next);
    }
}
