package dev.keyward.directory.principals;

import dev.keyward.directory.shelves.Persistence;
import dev.keyward.directory.shelves.Shelf;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Principals and applications in memory: what is committed, and nothing else. Safe for use by
/// several threads.
final class PrincipalIndex {
    final Shelf<Principal.User> users;
    final Shelf<Principal.Group> groups;
    final Shelf<Principal.ServicePrincipal> servicePrincipals;
    final Shelf<Password> passwords;
    final Shelf<Application> applications;

    private volatile Map<PrincipalId, Set<PrincipalId>> memberOf = Map.of();

    PrincipalIndex(Persistence persistence) {
        this.users = persistence.shelf(new Layouts.OfUser());
        this.groups = persistence.shelf(new Layouts.OfGroup());
        this.servicePrincipals = persistence.shelf(new Layouts.OfServicePrincipal());
        this.passwords = persistence.shelf(new Layouts.OfPassword());
        this.applications = persistence.shelf(new ApplicationLayout());
        persistence.onChange(this::findMemberships);
    }

    private void findMemberships() {
        Map<PrincipalId, Set<PrincipalId>> next = new HashMap<>();
        for (Principal.Group group : groups.values()) {
            for (PrincipalId member : group.members()) {
                next.computeIfAbsent(member, _ -> new HashSet<>()).add(group.id());
            }
        }
        memberOf = next;
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
}
