package dev.keyward.directory.principals;

import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whom an access policy or subscription can name.
public sealed interface Principal {
    TenantId tenant();

    PrincipalId id();

    String displayName();

    /// A person.
    ///
    /// @param principalName the UPN; unique in its tenant, compared without regard to letter case
    record User(
            TenantId tenant,
            PrincipalId id,
            String principalName,
            String displayName,
            @Nullable String mail,
            Standing standing)
            implements Principal {
        public User withStanding(Standing next) {
            return new User(tenant, id, principalName, displayName, mail, next);
        }
    }

    /// An application at work in a tenant; the application itself is an [Application].
    record ServicePrincipal(
            TenantId tenant, PrincipalId id, UUID appId, String displayName, Standing standing)
            implements Principal {
        public ServicePrincipal withStanding(Standing next) {
            return new ServicePrincipal(tenant, id, appId, displayName, next);
        }
    }

    /// A security group.
    ///
    /// @param members users, service principals and other groups
    record Group(TenantId tenant, PrincipalId id, String displayName, Set<PrincipalId> members)
            implements Principal {
        public Group {
            members = Set.copyOf(members);
        }

        public Group withMembers(Set<PrincipalId> next) {
            return new Group(tenant, id, displayName, next);
        }
    }
}
