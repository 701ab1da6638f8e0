package dev.keyward.directory.roles;

import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.shelves.Batch;
import dev.keyward.directory.shelves.Persistence;
import dev.keyward.directory.shelves.Shelf;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Which roles are given to whom. Reads are from memory; a change holds for every request that
/// comes after its stage completes, and fails with `Conflict` as those of [Principals] do. Safe for
/// use by several threads.
public final class Roles {
    private final Persistence persistence;
    private final Principals principals;
    private final Shelf<RoleAssignment> assignments;
    private volatile Map<PrincipalId, List<RoleAssignment>> byPrincipal = Map.of();

    public Roles(Persistence persistence, Principals principals) {
        this.persistence = persistence;
        this.principals = principals;
        this.assignments = persistence.shelf(new RoleAssignmentLayout());
        persistence.onChange(this::sort);
    }

    private void sort() {
        Map<PrincipalId, List<RoleAssignment>> next = new HashMap<>();
        for (RoleAssignment assignment : assignments.values()) {
            next.computeIfAbsent(assignment.principal(), _ -> new ArrayList<>()).add(assignment);
        }
        byPrincipal = next;
    }

    /// Those of the caller and of its groups, wherever they are, in its tenant.
    public List<RoleAssignment> of(Caller caller) {
        Map<PrincipalId, List<RoleAssignment>> given = byPrincipal;
        if (given.isEmpty()) {
            return List.of();
        }
        return Stream.concat(Stream.of(caller.objectId()), caller.groups().stream())
                .flatMap(id -> given.getOrDefault(id, List.of()).stream())
                .filter(assignment -> assignment.tenant().equals(caller.tenant()))
                .toList();
    }

    /// All of a tenant, by id.
    public List<RoleAssignment> list(TenantId tenant) {
        return assignments.values().stream()
                .filter(assignment -> assignment.tenant().equals(tenant))
                .sorted(Comparator.comparing(assignment -> assignment.id().toString()))
                .toList();
    }

    public Optional<RoleAssignment> find(TenantId tenant, UUID id) {
        return assignments.find(RoleAssignmentLayout.name(tenant, id));
    }

    /// One that gives the same role to the same principal at the same scope.
    public Optional<RoleAssignment> findSame(RoleAssignment wanted) {
        return assignments.findByAlias(RoleAssignmentLayout.given(wanted));
    }

    /// How many there are in a subscription.
    public long count(ResourceScope subscription) {
        return assignments.values().stream()
                .filter(assignment -> subscription.covers(assignment.scope()))
                .count();
    }

    public CompletionStage<RoleAssignment> assign(
            RoleAssignment assignment, Supplier<byte[]> evidence) {
        return persistence.batch().create(assignments, assignment).commit(assignment, evidence);
    }

    public CompletionStage<RoleAssignment> remove(
            RoleAssignment assignment, Supplier<byte[]> evidence) {
        return persistence.batch().delete(assignments, assignment).commit(assignment, evidence);
    }

    /// Those at a scope and in what lies in it.
    public List<RoleAssignment> within(ResourceScope scope) {
        return assignments.values().stream()
                .filter(assignment -> scope.covers(assignment.scope()))
                .toList();
    }

    /// Removes several in one change.
    public CompletionStage<List<RoleAssignment>> removeAll(
            List<RoleAssignment> some, Supplier<byte[]> evidence) {
        Batch batch = persistence.batch();
        some.forEach(assignment -> batch.delete(assignments, assignment));
        return batch.commit(some, evidence);
    }

    /// Every group the principal belongs to, and itself.
    public List<PrincipalId> identities(PrincipalId principal) {
        List<PrincipalId> all = new ArrayList<>(principals.groupsOf(principal));
        all.add(principal);
        return all;
    }
}
