package dev.keyward.directory.roles;

import dev.keyward.directory.principals.Principal;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A role that a principal has at a scope, and so in all that lies in it.
///
/// @param id chosen by whoever made it; unique in the tenant
/// @param role id of a [RoleDefinition]
/// @param createdBy object id
public record RoleAssignment(
        UUID id,
        TenantId tenant,
        ResourceScope scope,
        UUID role,
        PrincipalId principal,
        PrincipalType principalType,
        @Nullable String description,
        Instant created,
        String createdBy) {
    /// The words of the API (authorization reference, section 5).
    public enum PrincipalType {
        USER("User"),
        GROUP("Group"),
        SERVICE_PRINCIPAL("ServicePrincipal");

        private final String word;

        PrincipalType(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public static PrincipalType of(Principal principal) {
            return switch (principal) {
                case Principal.User _ -> USER;
                case Principal.Group _ -> GROUP;
                case Principal.ServicePrincipal _ -> SERVICE_PRINCIPAL;
            };
        }
    }

    /// Whether the other gives the same role to the same principal at the same scope.
    public boolean givesTheSame(RoleAssignment other) {
        return tenant.equals(other.tenant)
                && scope.equals(other.scope)
                && role.equals(other.role)
                && principal.equals(other.principal);
    }
}
