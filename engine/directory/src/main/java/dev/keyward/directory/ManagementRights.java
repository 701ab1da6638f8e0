package dev.keyward.directory;

import dev.keyward.model.PrincipalId;
import java.util.Locale;
import java.util.Set;

/// What a role in a subscription allows on the management plane. It never allows anything on the
/// data plane (authorization reference, section 0).
///
/// Owner and Contributor, by name in the subscription; role assignments will be asked here too.
final class ManagementRights {
    private ManagementRights() {}

    static boolean anyRole(Subscription subscription, Caller caller) {
        return speaksOf(subscription.owners(), caller)
                || speaksOf(subscription.contributors(), caller);
    }

    /// @param action such as `Microsoft.KeyVault/vaults/write`
    static boolean allows(Subscription subscription, Caller caller, String action) {
        if (speaksOf(subscription.owners(), caller)) {
            return true;
        }
        return speaksOf(subscription.contributors(), caller) && contributorMay(action);
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
