package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.cmdlet.vault.roles.RoleGrant;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.wire.arm.RoleAssignmentParameters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The role that a principal gets as it's made: Contributor where only a scope is named, in the
/// whole subscription where only a role is, none where neither is.
final class FirstRole {
    private final @Nullable RoleGrant roles;
    private final String scope;
    private final String role;

    private FirstRole(@Nullable RoleGrant roles, String scope, String role) {
        this.roles = roles;
        this.scope = scope;
        this.role = role;
    }

    /// Looked up before anything is made, so that a misspelt role leaves nothing behind.
    ///
    /// @throws dev.keyward.cmdlet.vault.shape.Refusal if there's no such role
    static FirstRole of(Run run) {
        if (run.flag("SkipAssignment") || !run.has("Role") && !run.has("Scope")) {
            return new FirstRole(null, "", "");
        }
        RoleGrant roles = new RoleGrant(run);
        return new FirstRole(
                roles,
                Objects.requireNonNullElse(run.text("Scope"), roles.everywhere()),
                roles.named(Objects.requireNonNullElse(run.text("Role"), "Contributor")).id());
    }

    void giveTo(DirectoryEntry principal) {
        if (roles != null) {
            roles.give(
                    scope,
                    new RoleAssignmentParameters(
                            role, principal.objectId(), "ServicePrincipal", null, null));
        }
    }
}
