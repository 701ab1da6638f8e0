package dev.keyward.directory;

import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Which roles are given to whom. Reads are from memory; a change holds for every request that
/// comes after its stage completes, and fails with `Conflict` as those of [Principals] do. Safe for
/// use by several threads.
public final class Roles {
    private final Batch.Persistence persistence;
    private final Index index;

    Roles(Batch.Persistence persistence) {
        this.persistence = persistence;
        this.index = persistence.index();
    }

    /// Those of the caller and of its groups, wherever they are.
    public List<RoleAssignment> of(Caller caller) {
        return index.assignmentsOf(caller);
    }

    /// All of a tenant, by id.
    public List<RoleAssignment> list(TenantId tenant) {
        return index.roleAssignments.values().stream()
                .filter(assignment -> assignment.tenant().equals(tenant))
                .sorted(Comparator.comparing(assignment -> assignment.id().toString()))
                .toList();
    }

    public Optional<RoleAssignment> find(TenantId tenant, UUID id) {
        return index.roleAssignments.find(RoleAssignmentLayout.name(tenant, id));
    }

    /// One that gives the same role to the same principal at the same scope.
    public Optional<RoleAssignment> findSame(RoleAssignment wanted) {
        return index.roleAssignments.findByAlias(RoleAssignmentLayout.given(wanted));
    }

    /// How many there are in a subscription.
    public long count(ResourceScope subscription) {
        return index.roleAssignments.values().stream()
                .filter(assignment -> subscription.covers(assignment.scope()))
                .count();
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
        return ManagementRights.isOwner(subscription, caller)
                || index.assignmentsOf(caller).stream()
                        .filter(held -> held.scope().covers(scope))
                        .flatMap(held -> BuiltInRoles.find(held.role()).stream())
                        .anyMatch(held -> held.allows(action) && held.mayHandOut(role));
    }

    /// Whether the caller may give every role to somebody at the scope.
    public boolean mayHandOutAny(Caller caller, Subscription subscription, ResourceScope scope) {
        return BuiltInRoles.all().stream()
                .allMatch(role ->
                        mayHandOut(
                                caller,
                                subscription,
                                "Microsoft.Authorization/roleAssignments/write",
                                scope,
                                role.id()));
    }

    public CompletionStage<RoleAssignment> assign(
            RoleAssignment assignment, Supplier<byte[]> evidence) {
        return persistence
                .batch()
                .create(index.roleAssignments, assignment)
                .commit(assignment, evidence);
    }

    public CompletionStage<RoleAssignment> remove(
            RoleAssignment assignment, Supplier<byte[]> evidence) {
        return persistence
                .batch()
                .delete(index.roleAssignments, assignment)
                .commit(assignment, evidence);
    }

    /// Those at a scope and in what lies in it.
    public List<RoleAssignment> within(ResourceScope scope) {
        return index.roleAssignments.values().stream()
                .filter(assignment -> scope.covers(assignment.scope()))
                .toList();
    }

    /// Removes several in one change.
    public CompletionStage<List<RoleAssignment>> removeAll(
            List<RoleAssignment> assignments, Supplier<byte[]> evidence) {
        Batch batch = persistence.batch();
        assignments.forEach(assignment -> batch.delete(index.roleAssignments, assignment));
        return batch.commit(assignments, evidence);
    }

    /// Every group the principal belongs to, and itself.
    public List<PrincipalId> identities(PrincipalId principal) {
        List<PrincipalId> all = new ArrayList<>(index.groupsOf(principal));
        all.add(principal);
        return all;
    }
}
