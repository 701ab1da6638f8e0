package dev.keyward.vault.objects;

import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something about an object that others may want to know. It holds no value and no tag.
///
/// @param at to the second
public record Happening(
        What what,
        ObjectKind kind,
        ObjectName name,
        ObjectVersion version,
        @Nullable Instant notBefore,
        @Nullable Instant expires,
        Instant at) {
    public enum What {
        NEW_VERSION_CREATED,
        NEAR_EXPIRY,
        EXPIRED
    }
}
