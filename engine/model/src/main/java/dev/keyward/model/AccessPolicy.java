package dev.keyward.model;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One entry of a vault's access policies: what a principal may do with everything in the vault
/// (management-plane.md, section 2.3).
///
/// @param tenant equal to the vault's
/// @param applicationId for a user through this client alone (a compound identity); else null
public record AccessPolicy(
        TenantId tenant,
        PrincipalId objectId,
        @Nullable UUID applicationId,
        Permissions permissions) {
    /// Whether the entries speak of the same identity; a vault holds at most one entry of each.
    public boolean sameIdentity(AccessPolicy other) {
        return tenant.equals(other.tenant)
                && objectId.equals(other.objectId)
                && Objects.equals(applicationId, other.applicationId);
    }

    public AccessPolicy withPermissions(Permissions next) {
        return new AccessPolicy(tenant, objectId, applicationId, next);
    }
}
