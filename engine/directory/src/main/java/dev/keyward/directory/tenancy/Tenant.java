package dev.keyward.directory.tenancy;

import dev.keyward.directory.principals.Caller;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.util.HashSet;
import java.util.Set;

/// A directory of principals (an Entra tenant).
///
/// @param domain under which user principal names stand, such as `keyward.localhost`; clients may
///   name the tenant by it
/// @param administrators users, service principals and groups that may change the directory
public record Tenant(
        TenantId id, String displayName, String domain, Set<PrincipalId> administrators) {
    public Tenant {
        administrators = Set.copyOf(administrators);
    }

    public Tenant withAdministrator(PrincipalId another) {
        Set<PrincipalId> all = new HashSet<>(administrators);
        all.add(another);
        return new Tenant(id, displayName, domain, all);
    }

    /// Whether the caller may change who there is.
    public boolean isAdministrator(Caller caller) {
        return caller.tenant().equals(id)
                && (administrators.contains(caller.objectId())
                        || caller.groups().stream().anyMatch(administrators::contains));
    }
}
