package dev.keyward.directory;

import dev.keyward.model.PrincipalId;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a role allows on the management plane. That never allows anything on the data plane
/// (authorization reference, section 0).
///
/// Owners and contributors that stand in the subscription itself, and roles given at the scope or
/// above it.
final class ManagementRights {
    private ManagementRights() {}

    /// @param assignments the caller's
    static boolean anyRole(
            Subscription subscription, Caller caller, List<RoleAssignment> assignments) {
        ResourceScope scope = ResourceScope.ofSubscription(subscription.id().toString());
        return isOwner(subscription, caller)
                || speaksOf(subscription.contributors(), caller)
                || assignments.stream().anyMatch(assignment -> scope.covers(assignment.scope()));
    }

    static boolean isOwner(Subscription subscription, Caller caller) {
        return speaksOf(subscription.owners(), caller);
    }

    /// @param action such as `Microsoft.KeyVault/vaults/write`
    /// @param assignments the caller's
    static boolean allows(
            Subscription subscription,
            Caller caller,
            String action,
            ResourceScope scope,
            List<RoleAssignment> assignments) {
        if (isOwner(subscription, caller)
                || speaksOf(subscription.contributors(), caller) && contributorMay(action)) {
            return true;
        }
        return assignments.stream()
                .filter(assignment -> assignment.scope().covers(scope))
                .flatMap(assignment -> BuiltInRoles.find(assignment.role()).stream())
                .anyMatch(role -> role.allows(action));
    }

    /// Contributor: everything but deciding who may do what.
    private static boolean contributorMay(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        return !lower.startsWith("microsoft.authorization/")
                || !lower.endsWith("/write") && !lower.endsWith("/delete");
    }

    private static boolean speaksOf(Set<PrincipalId> holders, Caller caller) {
        return holders.contains(caller.objectId())
                || caller.groups().stream().anyMatch(holders::contains);
    }
}
