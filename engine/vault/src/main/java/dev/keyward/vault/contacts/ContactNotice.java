package dev.keyward.vault.contacts;

import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the contacts of a vault have to know of a certificate.
///
/// @param version the current one
/// @param reason why not, in words for people; null if there is nothing to say
public record ContactNotice(
        What what,
        ObjectName name,
        ObjectVersion version,
        @Nullable Instant expires,
        Instant at,
        @Nullable String reason) {
    public enum What {
        /// The policy wants contacts to be told that it nears its end.
        NEAR_EXPIRY,
        EXPIRED,
        /// A new version was wanted and couldn't be had.
        NOT_RENEWED
    }
}
