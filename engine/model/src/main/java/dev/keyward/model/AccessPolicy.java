package dev.keyward.model;

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
    /// Of whom an entry speaks; a vault holds at most one entry of each.
    public record Identity(TenantId tenant, PrincipalId objectId, @Nullable UUID applicationId) {}

    public Identity identity() {
        return new Identity(tenant, objectId, applicationId);
    }

    public AccessPolicy withPermissions(Permissions next) {
        return new AccessPolicy(tenant, objectId, applicationId, next);
    }
}
