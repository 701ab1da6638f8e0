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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An entry of `accessPolicies` (management-plane.md, section 2.3), in the words it was written in:
/// a newer server may know permissions that this code doesn't.
///
/// @param objectId a GUID, or an AD FS SID
/// @param applicationId only of a user who must come through that application
/// @param permissions words in any letter case by the list they belong to, one of [#LISTS]
public record PolicyEntry(
        String tenantId,
        String objectId,
        @Nullable String applicationId,
        Map<String, List<String>> permissions)
        implements WireBody {
    /// The names of the four lists, in order.
    public static final List<String> LISTS = List.of("keys", "secrets", "certificates", "storage");

    public PolicyEntry {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        for (String list : LISTS) {
            copy.put(list, List.copyOf(permissions.getOrDefault(list, List.of())));
        }
        permissions = Collections.unmodifiableMap(copy);
    }

    public static PolicyEntry of(AccessPolicy policy) {
        UUID applicationId = policy.applicationId();
        Permissions granted = policy.permissions();
        return new PolicyEntry(
                policy.tenant().toString(),
                policy.objectId().value(),
                applicationId == null ? null : applicationId.toString(),
                Map.of(
                        "keys", granted.keys().words(),
                        "secrets", granted.secrets().words(),
                        "certificates", granted.certificates().words(),
                        "storage", granted.storage().words()));
    }

    /// @throws dev.keyward.model.VaultException with `BadParameter` for a word that is no
    ///   permission or an id that is none
    public AccessPolicy policy() {
        return new AccessPolicy(
                TenantId.parse(tenantId),
                new PrincipalId(objectId),
                applicationId == null ? null : Guids.parse("applicationId", applicationId),
                new Permissions(
                        PermissionList.parse(Permission.Key.class, words("keys")),
                        PermissionList.parse(Permission.Secret.class, words("secrets")),
                        PermissionList.parse(Permission.Certificate.class, words("certificates")),
                        PermissionList.parse(Permission.Storage.class, words("storage"))));
    }

    /// The words of one list; never null.
    public List<String> words(String list) {
        return permissions.getOrDefault(list, List.of());
    }

    /// Whether it speaks of the same principal: the object id in any case, and the application.
    public boolean concerns(String otherObjectId, @Nullable String otherApplicationId) {
        boolean sameApplication =
                applicationId == null
                        ? otherApplicationId == null
                        : applicationId.equalsIgnoreCase(otherApplicationId);
        return sameApplication && objectId.equalsIgnoreCase(otherObjectId);
    }

    public boolean isEmpty() {
        return permissions.values().stream().allMatch(List::isEmpty);
    }

    static PolicyEntry read(JsonReader in) {
        String tenantId = null;
        String objectId = null;
        String applicationId = null;
        Map<String, List<String>> permissions = Map.of();
        while (in.next()) {
            switch (in.member()) {
                case "tenantId" -> tenantId = in.text();
                case "objectId" -> objectId = in.text();
                case "applicationId" -> applicationId = in.text();
                case "permissions" -> permissions = in.object(PolicyEntry::readPermissions);
                default -> in.skip();
            }
        }
        return new PolicyEntry(
                Required.member("accessPolicies.tenantId", tenantId),
                Required.member("accessPolicies.objectId", objectId),
                applicationId,
                permissions);
    }

    private static Map<String, List<String>> readPermissions(JsonReader in) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        while (in.next()) {
            if (LISTS.contains(in.member())) {
                lists.put(in.member(), in.texts());
            } else {
                in.skip();
            }
        }
        return lists;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("tenantId", tenantId);
        out.text("objectId", objectId);
        out.text("applicationId", applicationId);
        out.object("permissions", lists -> permissions.forEach(lists::texts));
    }
}
