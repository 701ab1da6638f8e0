package dev.keyward.vault.vaults;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// When a vault was made and last changed, and by whom (`systemData` of the management plane). In
/// whole seconds, as it is stored, so that a change answers what a later request does.
///
/// @param createdBy object id or user name of the caller
public record Trail(Instant created, String createdBy, Instant updated, String updatedBy) {
    public Trail {
        created = created.truncatedTo(ChronoUnit.SECONDS);
        updated = updated.truncatedTo(ChronoUnit.SECONDS);
    }

    public static Trail start(Instant now, String caller) {
        return new Trail(now, caller, now, caller);
    }

    public Trail changed(Instant now, String caller) {
        return new Trail(created, createdBy, now, caller);
    }
}
