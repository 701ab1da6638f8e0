package dev.keyward.directory.roles;

import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/// Who may do what on the management plane. That never allows anything on the data plane
/// (authorization.md, section 0). Safe for use by several threads.
///
/// Owners and contributors stand in the subscription itself; roles count that are given at the
/// scope or above it.
public final class ManagementRights {
    private static final String HAND_OUT = "Microsoft.Authorization/roleAssignments/write";

    private final Tenancy tenancy;
    private final Roles roles;

    public ManagementRights(Tenancy tenancy, Roles roles) {
        this.tenancy = tenancy;
        this.roles = roles;
    }

    /// What the caller may do in a subscription.
    ///
    /// @param side whose subscriptions are where it is asked for: one of the other side isn't there
    /// @param id as it stands in the path
    /// @throws VaultException with `SubscriptionNotFound` where there is none in the caller's
    ///   tenant, or it is being deleted
    public Reach reach(Caller caller, Subscription.Side side, String id) {
        return tenancy.subscriptionNamed(id)
                .filter(found -> found.side() == side)
                .filter(found -> isSeenBy(caller, found))
                .map(found -> new Reach(caller, found, roles.of(caller)))
                .orElseThrow(() -> new VaultException(new VaultError.SubscriptionNotFound(id)));
    }

    private static boolean isSeenBy(Caller caller, Subscription subscription) {
        return subscription.tenant().equals(caller.tenant())
                && !subscription.state().isBeingDeleted();
    }

    /// How far somebody's rights in a subscription go.
    ///
    /// @param roles all that the caller has, wherever
    public record Reach(Caller caller, Subscription subscription, List<RoleAssignment> roles) {
        /// The subscription, if the caller may do this in it.
        ///
        /// @param action such as `Microsoft.KeyVault/vaults/write`
        /// @param scope what the action is done to, which lies in the subscription
        /// @throws VaultException with `AuthorizationFailed`
        public Subscription require(String action, ResourceScope scope) {
            if (!covers(action, scope)) {
                throw denied(action, scope);
            }
            return subscription;
        }

        /// For what is listed of a whole subscription: whoever has any role in it is shown the part
        /// that the role is for.
        ///
        /// @param action for the refusal
        /// @throws VaultException with `AuthorizationFailed` where the caller has none
        public Reach requireAny(String action) {
            ResourceScope whole = ResourceScope.ofSubscription(subscription.id().toString());
            boolean any =
                    isManager()
                            || roles.stream()
                                    .map(RoleAssignment::scope)
                                    .anyMatch(scope -> scope.covers(whole) || whole.covers(scope));
            if (!any) {
                throw denied(action, whole);
            }
            return this;
        }

        /// @param scope that lies in the subscription
        public boolean covers(String action, ResourceScope scope) {
            return caller.isAmong(subscription.owners())
                    || isManager() && contributorMay(action)
                    || roles.stream()
                            .filter(assignment -> assignment.scope().covers(scope))
                            .flatMap(assignment -> BuiltInRoles.find(assignment.role()).stream())
                            .anyMatch(role -> role.allows(action));
        }

        private boolean isManager() {
            return caller.isAmong(subscription.owners())
                    || caller.isAmong(subscription.contributors());
        }

        private VaultException denied(String action, ResourceScope scope) {
            Caller.User user = caller.user();
            return new VaultException(
                    new VaultError.AuthorizationFailed(
                            user == null ? caller.client().toString() : user.principalName(),
                            caller.objectId().value(),
                            action,
                            scope.id()));
        }
    }

    /// The subscriptions of a side that the caller has any role in, by name.
    public List<Subscription> subscriptions(Caller caller, Subscription.Side side) {
        Stream<Subscription> managed =
                caller.identities().flatMap(id -> tenancy.managedBy(id).stream());
        Stream<Subscription> assigned =
                roles.of(caller).stream()
                        .flatMap(assignment -> assignment.scope().subscription().stream())
                        .flatMap(id -> tenancy.subscriptionNamed(id).stream());
        return Stream.concat(managed, assigned)
                .filter(subscription -> subscription.side() == side)
                .filter(subscription -> isSeenBy(caller, subscription))
                .distinct()
                .sorted(
                        Comparator.comparing(Subscription::displayName)
                                .thenComparing(Subscription::id))
                .toList();
    }

    /// Whether the caller may give this role to somebody at the scope, or take it away.
    ///
    /// @param action `Microsoft.Authorization/roleAssignments/write` or `/delete`
    public boolean mayHandOut(
            Caller caller,
            Subscription subscription,
            String action,
            ResourceScope scope,
            UUID role) {
        return caller.isAmong(subscription.owners())
                || roles.of(caller).stream()
                        .filter(held -> held.scope().covers(scope))
                        .flatMap(held -> BuiltInRoles.find(held.role()).stream())
                        .anyMatch(held -> held.allows(action) && held.mayHandOut(role));
    }

    /// Whether the caller may give every role to somebody at the scope.
    public boolean mayHandOutAny(Caller caller, Subscription subscription, ResourceScope scope) {
        return BuiltInRoles.all().stream()
                .allMatch(role -> mayHandOut(caller, subscription, HAND_OUT, scope, role.id()));
    }

    /// Contributor: everything but deciding who may do what.
    private static boolean contributorMay(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        return !lower.startsWith("microsoft.authorization/")
                || !lower.endsWith("/write") && !lower.endsWith("/delete");
    }
}
