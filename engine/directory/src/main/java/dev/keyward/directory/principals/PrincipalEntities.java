package dev.keyward.directory.principals;

import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.Entities;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.EntityStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Principals and applications as they are committed. Safe for use by several threads.
final class PrincipalEntities {
    static final List<EntityKind<?>> KINDS =
            List.of(
                    Principal.User.KIND,
                    Principal.Group.KIND,
                    Principal.ServicePrincipal.KIND,
                    Password.KIND,
                    Application.KIND,
                    ApplicationCertificate.KIND,
                    FederatedCredential.KIND,
                    RedirectUris.KIND);

    final Entities<Principal.User> users;
    final Entities<Principal.Group> groups;
    final Entities<Principal.ServicePrincipal> servicePrincipals;
    final Entities<Password> passwords;
    final Entities<Application> applications;
    final Entities<ApplicationCertificate> certificates;
    final Entities<FederatedCredential> federated;
    final Entities<RedirectUris> redirectUris;

    private final EntityStore store;

    PrincipalEntities(EntityStore store) {
        this.store = store;
        this.users = store.of(Principal.User.KIND);
        this.groups = store.of(Principal.Group.KIND);
        this.servicePrincipals = store.of(Principal.ServicePrincipal.KIND);
        this.passwords = store.of(Password.KIND);
        this.applications = store.of(Application.KIND);
        this.certificates = store.of(ApplicationCertificate.KIND);
        this.federated = store.of(FederatedCredential.KIND);
        this.redirectUris = store.of(RedirectUris.KIND);
    }

    Batch batch() {
        return store.batch();
    }

    /// Every group the principal belongs to, directly or through other groups; circles are allowed.
    Set<PrincipalId> groupsOf(PrincipalId principal) {
        Set<PrincipalId> all = new HashSet<>();
        Deque<PrincipalId> open = new ArrayDeque<>(List.of(principal));
        while (!open.isEmpty()) {
            for (Principal.Group group : groups.list(Principal.Group.MEMBER, open.pop())) {
                if (all.add(group.id())) {
                    open.add(group.id());
                }
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
        return servicePrincipals.find(
                Principal.ServicePrincipal.APPLICATION,
                Principal.ServicePrincipal.application(tenant, appId));
    }

    Optional<Principal.User> user(TenantId tenant, String principalName) {
        return users.find(Principal.User.NAME, Principal.User.name(tenant, principalName));
    }

    <T extends Object> List<T> of(TenantId tenant, Entities<T> some) {
        return List.copyOf(some.childrenOf(tenant.toString()));
    }
}
