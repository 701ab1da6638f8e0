package dev.keyward.directory.roles;

import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.principals.Principals;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.Entities;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.EntityStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Which roles are given to whom. Reads are from memory; a change holds for every request that
/// comes after its stage completes, and fails with `Conflict` as those of [Principals] do. Safe for
/// use by several threads.
public final class Roles {
    private final EntityStore store;
    private final Principals principals;
    private final Entities<RoleAssignment> assignments;

    /// @param store opened with [#kinds]
    public Roles(EntityStore store, Principals principals) {
        this.store = store;
        this.principals = principals;
        this.assignments = store.of(RoleAssignment.KIND);
    }

    public static List<EntityKind<?>> kinds() {
        return List.of(RoleAssignment.KIND);
    }

    /// Those of the caller and of its groups, wherever they are, in its tenant.
    public List<RoleAssignment> of(Caller caller) {
        if (assignments.isEmpty()) {
            return List.of();
        }
        return caller.identities()
                .flatMap(id -> assignments.list(RoleAssignment.PRINCIPAL, id).stream())
                .filter(assignment -> assignment.tenant().equals(caller.tenant()))
                .toList();
    }

    /// Those of a tenant that say something at a scope: given there, above it or in it; by id.
    public List<RoleAssignment> around(TenantId tenant, ResourceScope scope) {
        return Stream.concat(
                        scope.withAllAbove().stream()
                                .flatMap(
                                        each -> assignments.list(RoleAssignment.AT, each).stream()),
                        assignments.list(RoleAssignment.WITHIN, scope).stream())
                .distinct()
                .filter(assignment -> assignment.tenant().equals(tenant))
                .sorted(Comparator.comparing(assignment -> assignment.id().toString()))
                .toList();
    }

    public Optional<RoleAssignment> find(TenantId tenant, UUID id) {
        return assignments.find(RoleAssignment.key(tenant, id));
    }

    /// One that gives the same role to the same principal at the same scope.
    public Optional<RoleAssignment> findSame(RoleAssignment wanted) {
        return assignments.find(RoleAssignment.GIVEN, wanted.given());
    }

    /// How many there are in a subscription.
    public long count(ResourceScope subscription) {
        return assignments.list(RoleAssignment.WITHIN, subscription).size();
    }

    public CompletionStage<RoleAssignment> assign(
            RoleAssignment assignment, Supplier<byte[]> evidence) {
        return store.batch().create(assignments, assignment).commit(assignment, evidence);
    }

    public CompletionStage<RoleAssignment> remove(
            RoleAssignment assignment, Supplier<byte[]> evidence) {
        return store.batch().delete(assignments, assignment).commit(assignment, evidence);
    }

    /// Those at a scope and in what lies in it.
    public List<RoleAssignment> within(ResourceScope scope) {
        return List.copyOf(assignments.list(RoleAssignment.WITHIN, scope));
    }

    /// Removes several in one change.
    public CompletionStage<List<RoleAssignment>> removeAll(
            List<RoleAssignment> some, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
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
