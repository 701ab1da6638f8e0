package dev.keyward.directory.roles;

import dev.keyward.directory.principals.Caller;
import dev.keyward.model.AccessPolicy;
import dev.keyward.model.DataAction;
import dev.keyward.model.Permission;
import java.util.List;

/// Access policies and roles, decided: deny by default, no deny entries, no order
/// (authorization.md, sections 2.1, 2.2 and 6).
public final class Authorizer {
    private Authorizer() {}

    /// Whether the policies of a vault let the caller do it. The caller's tenant was checked
    /// against the vault's before (that is a matter of the token, answered 401).
    ///
    /// Pure, and a few comparisons an entry.
    public static Decision decide(
            List<AccessPolicy> policies, Caller caller, Permission permission) {
        Decision.Reason reason = Decision.Reason.NO_ENTRY;
        for (AccessPolicy policy : policies) {
            if (!policy.tenant().equals(caller.tenant()) || !speaksOf(policy, caller)) {
                continue;
            }
            boolean grants = policy.permissions().grants(permission);
            if (policy.applicationId() == null) {
                if (grants) {
                    return new Decision.Allowed(policy);
                }
            } else if (!policy.applicationId().equals(caller.client()) || caller.user() == null) {
                continue;
            } else if (grants) {
                if (caller.user().onBehalfOf()) {
                    return new Decision.Allowed(policy);
                }
                reason = Decision.Reason.NOT_ON_BEHALF_OF;
            }
            if (reason == Decision.Reason.NO_ENTRY) {
                reason = Decision.Reason.NOT_GRANTED;
            }
        }
        return new Decision.Denied(reason);
    }

    /// Whether roles let the caller do it inside a vault.
    ///
    /// Pure, and a few comparisons an assignment.
    ///
    /// @param assignments the caller's, as [Roles#of] gives them
    /// @param scope of the object, or of the vault where there is no single one
    public static Decision decide(
            List<RoleAssignment> assignments, DataAction action, ResourceScope scope) {
        for (RoleAssignment assignment : assignments) {
            if (assignment.scope().covers(scope)
                    && BuiltInRoles.find(assignment.role())
                            .filter(role -> role.allowsData(action.word()))
                            .isPresent()) {
                return new Decision.AllowedByRole(assignment);
            }
        }
        return new Decision.Denied(Decision.Reason.NO_ROLE);
    }

    private static boolean speaksOf(AccessPolicy policy, Caller caller) {
        return policy.objectId().equals(caller.objectId())
                || caller.groups().contains(policy.objectId());
    }
}
