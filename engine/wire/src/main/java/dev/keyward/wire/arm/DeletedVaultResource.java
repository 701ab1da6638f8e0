package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
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
    public static DeletedVaultResource read(JsonReader in) {
        String id = null;
        String name = null;
        Inner inner = new Inner();
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "name" -> name = in.text();
                case "properties" -> inner = in.object(Inner::read);
                default -> in.skip();
            }
        }
        return new DeletedVaultResource(
                Required.member("id", id),
                Required.member("name", name),
                inner.vaultId,
                inner.location,
                inner.deletionDate,
                inner.scheduledPurgeDate,
                inner.tags,
                inner.purgeProtected);
    }

    private static final class Inner {
        private String vaultId = "";
        private String location = "";
        private String deletionDate = "";
        private String scheduledPurgeDate = "";
        private Map<String, String> tags = Map.of();
        private boolean purgeProtected;

        static Inner read(JsonReader in) {
            Inner inner = new Inner();
            while (in.next()) {
                switch (in.member()) {
                    case "vaultId" -> inner.vaultId = in.text();
                    case "location" -> inner.location = in.text();
                    case "tags" -> inner.tags = in.textMap();
                    case "deletionDate" -> inner.deletionDate = in.text();
                    case "scheduledPurgeDate" -> inner.scheduledPurgeDate = in.text();
                    case "purgeProtectionEnabled" -> inner.purgeProtected = in.bool();
                    default -> in.skip();
                }
            }
            return inner;
        }
    }

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
