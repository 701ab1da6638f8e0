package dev.keyward.wire.arm;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.Map;

/// A deleted vault (management-plane.md, section 5).
///
/// @param vaultId the ARM id it had
/// @param deletionDate RFC 3339
/// @param scheduledPurgeDate RFC 3339
public record DeletedVaultResource(
        String id,
        String name,
        String vaultId,
        String location,
        String deletionDate,
        String scheduledPurgeDate,
        Map<String, String> tags,
        boolean purgeProtected)
        implements WireBody {
    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.text("name", name);
        out.text("type", "Microsoft.KeyVault/deletedVaults");
        out.object(
                "properties",
                inner -> {
                    inner.text("vaultId", vaultId);
                    inner.text("location", location);
                    inner.textMap("tags", tags);
                    inner.text("deletionDate", deletionDate);
                    inner.text("scheduledPurgeDate", scheduledPurgeDate);
                    if (purgeProtected) {
                        inner.bool("purgeProtectionEnabled", true);
                    }
                });
    }
}
