package dev.keyward.wire.arm;

import dev.keyward.model.AccessPolicy;
import dev.keyward.model.Guids;
import dev.keyward.model.Permission;
import dev.keyward.model.PermissionList;
import dev.keyward.model.Permissions;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.List;
import java.util.UUID;

/// An entry of `accessPolicies` (management-plane.md, section 2.3). The object id is any text,
/// since AD FS has SIDs; permission words come in any letter case.
public record PolicyEntry(AccessPolicy policy) implements WireBody {
    static AccessPolicy read(JsonReader in) {
        TenantId tenant = null;
        PrincipalId objectId = null;
        UUID applicationId = null;
        Permissions permissions = Permissions.NONE;
        while (in.next()) {
            switch (in.member()) {
                case "tenantId" -> tenant = TenantId.parse(in.text());
                case "objectId" -> objectId = new PrincipalId(in.text());
                case "applicationId" -> applicationId = Guids.parse("applicationId", in.text());
                case "permissions" -> permissions = in.object(PolicyEntry::readPermissions);
                default -> in.skip();
            }
        }
        return new AccessPolicy(
                Required.member("accessPolicies.tenantId", tenant),
                Required.member("accessPolicies.objectId", objectId),
                applicationId,
                permissions);
    }

    private static Permissions readPermissions(JsonReader in) {
        List<String> keys = List.of();
        List<String> secrets = List.of();
        List<String> certificates = List.of();
        List<String> storage = List.of();
        while (in.next()) {
            switch (in.member()) {
                case "keys" -> keys = in.texts();
                case "secrets" -> secrets = in.texts();
                case "certificates" -> certificates = in.texts();
                case "storage" -> storage = in.texts();
                default -> in.skip();
            }
        }
        return new Permissions(
                PermissionList.parse(Permission.Key.class, keys),
                PermissionList.parse(Permission.Secret.class, secrets),
                PermissionList.parse(Permission.Certificate.class, certificates),
                PermissionList.parse(Permission.Storage.class, storage));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("tenantId", policy.tenant().toString());
        out.text("objectId", policy.objectId().value());
        UUID applicationId = policy.applicationId();
        out.text("applicationId", applicationId == null ? null : applicationId.toString());
        Permissions granted = policy.permissions();
        out.object(
                "permissions",
                lists -> {
                    lists.texts("keys", granted.keys().words());
                    lists.texts("secrets", granted.secrets().words());
                    lists.texts("certificates", granted.certificates().words());
                    lists.texts("storage", granted.storage().words());
                });
    }
}
