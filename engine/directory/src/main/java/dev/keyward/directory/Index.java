package dev.keyward.directory;

import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Everything of the directory, in memory: what is committed, and nothing else. Safe for use by
/// several threads.
final class Index {
    final Shelf<Tenant> tenants = new Shelf<>(new TenancyLayouts.OfTenant());
    final Shelf<Principal.User> users = new Shelf<>(new Layouts.OfUser());
    final Shelf<Principal.Group> groups = new Shelf<>(new Layouts.OfGroup());
    final Shelf<Principal.ServicePrincipal> servicePrincipals =
            new Shelf<>(new Layouts.OfServicePrincipal());
    final Shelf<Password> passwords = new Shelf<>(new Layouts.OfPassword());
    final Shelf<Application> applications = new Shelf<>(new ApplicationLayout());
    final Shelf<SigningKey> signingKeys;
    final Shelf<Subscription> subscriptions = new Shelf<>(new TenancyLayouts.OfSubscription());
    final Shelf<ResourceGroup> resourceGroups = new Shelf<>(new TenancyLayouts.OfResourceGroup());

    final Shelf<RoleAssignment> roleAssignments = new Shelf<>(new RoleAssignmentLayout());

    private final AtomicLong stamp = new AtomicLong();
    private volatile Map<PrincipalId, Set<PrincipalId>> memberOf = Map.of();
    private volatile Map<PrincipalId, List<RoleAssignment>> assignments = Map.of();

    Index(SigningKeyLayout signingKeys) {
        this.signingKeys = new Shelf<>(signingKeys);
    }

    List<Shelf<?>> shelves() {
        return List.of(
                tenants,
                users,
                groups,
                servicePrincipals,
                passwords,
                applications,
                signingKeys,
                subscriptions,
                resourceGroups,
                roleAssignments);
    }

    /// Another number after each change; what was worked out under an older one is to be worked out
    /// again.
    long stamp() {
        return stamp.get();
    }

    /// To be called after values were shown or hidden.
    synchronized void changed() {
        Map<PrincipalId, Set<PrincipalId>> next = new HashMap<>();
        for (Principal.Group group : groups.values()) {
            for (PrincipalId member : group.members()) {
                next.computeIfAbsent(member, _ -> new HashSet<>()).add(group.id());
            }
        }
        Map<PrincipalId, List<RoleAssignment>> given = new HashMap<>();
        for (RoleAssignment assignment : roleAssignments.values()) {
            given.computeIfAbsent(assignment.principal(), _ -> new ArrayList<>()).add(assignment);
        }
        memberOf = next;
        assignments = given;
        stamp.incrementAndGet();
    }

    /// Every group the principal belongs to, directly or through other groups; circles are allowed.
    Set<PrincipalId> groupsOf(PrincipalId principal) {
        Map<PrincipalId, Set<PrincipalId>> direct = memberOf;
        Set<PrincipalId> all = new HashSet<>();
        Deque<PrincipalId> open = new ArrayDeque<>(direct.getOrDefault(principal, Set.of()));
        while (!open.isEmpty()) {
            PrincipalId group = open.pop();
            if (all.add(group)) {
                open.addAll(direct.getOrDefault(group, Set.of()));
            }
        }
        return all;
    }

    /// Roles given to the caller or to a group it belongs to, in its tenant.
    List<RoleAssignment> assignmentsOf(Caller caller) {
        Map<PrincipalId, List<RoleAssignment>> given = assignments;
        if (given.isEmpty()) {
            return List.of();
        }
        return Stream.concat(Stream.of(caller.objectId()), caller.groups().stream())
                .flatMap(id -> given.getOrDefault(id, List.of()).stream())
                .filter(assignment -> assignment.tenant().equals(caller.tenant()))
                .toList();
    }

    Optional<Application> application(TenantId tenant, UUID appId) {
        return applications
                .find(appId.toString())
                .filter(application -> application.tenant().equals(tenant));
    }

    Optional<Principal.ServicePrincipal> servicePrincipal(TenantId tenant, UUID appId) {
        return servicePrincipals.findByAlias(Layouts.appAlias(tenant, appId));
    }

    Optional<Principal.User> user(TenantId tenant, String principalName) {
        return users.findByAlias(Layouts.userAlias(tenant, principalName));
    }

    static String key(PrincipalId id) {
        return id.value().toLowerCase(Locale.ROOT);
    }
}
