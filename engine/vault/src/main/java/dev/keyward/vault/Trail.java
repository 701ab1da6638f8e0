package dev.keyward.vault;

import java.time.Instant;

/// When a vault was made and last changed, and by whom (`systemData` of the management plane).
///
/// @param createdBy object id or user name of the caller
public record Trail(Instant created, String createdBy, Instant updated, String updatedBy) {
    public static Trail start(Instant now, String caller) {
        return new Trail(now, caller, now, caller);
    }

    public Trail changed(Instant now, String caller) {
        return new Trail(created, createdBy, now, caller);
    }
}
